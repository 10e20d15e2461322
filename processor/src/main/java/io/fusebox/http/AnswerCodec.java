package io.fusebox.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests to bytes, bytes to answers, one at a time. What arrives while nothing is asked, be it after an answer's end or on an
 * idle connection, belongs to no call: it closes the connection, before the next call could meet it. Vert.x's own codec would keep
 * it as the beginning of the next answer.
 *
 * <p>Threading notes: belongs to its connection's event loop.
 */
final class AnswerCodec extends CombinedChannelDuplexHandler<HttpResponseDecoder, HttpRequestEncoder> {
    /** Of an answer's status line, in bytes. */
    static final int STATUS_LINE_LIMIT = 8 * 1024;
    /** Of an answer's headers, and of its trailers, in bytes. */
    static final int HEADERS_LIMIT = 32 * 1024;

    /** Of the request whose answer has not ended. */
    private @Nullable HttpMethod asked;

    AnswerCodec() {
        init(new Decoder(), new Encoder());
    }

    private final class Encoder extends HttpRequestEncoder {
        @Override
        protected void encode(ChannelHandlerContext context, Object message, List<Object> out) throws Exception {
            if (message instanceof HttpRequest request) {
                asked = request.method();
            }
            super.encode(context, message, out);
        }
    }

    private final class Decoder extends HttpResponseDecoder {
        private boolean isInterim;

        Decoder() {
            super(new HttpDecoderConfig().setMaxInitialLineLength(STATUS_LINE_LIMIT).setMaxHeaderSize(HEADERS_LIMIT));
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
            if (asked == null) {
                bytes.skipBytes(bytes.readableBytes());
                var _ = context.close();
                return;
            }
            int known = out.size();
            super.decode(context, bytes, out);
            for (int i = known; i < out.size(); i++) {
                if (out.get(i) instanceof HttpResponse response) {
                    isInterim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
                }
                if (out.get(i) instanceof LastHttpContent && !isInterim) {
                    asked = null;
                }
            }
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage answer) {
            return HttpMethod.HEAD.equals(asked) || super.isContentAlwaysEmpty(answer);
        }
    }
}

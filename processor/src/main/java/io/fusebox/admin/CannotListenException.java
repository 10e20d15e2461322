package io.fusebox.admin;

import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Optional;

/** The server cannot have the address that it is told to listen on; the message is one line and names the key to change. */
public final class CannotListenException extends Exception {
    private static final long serialVersionUID = 1L;

    private CannotListenException(String message, Throwable cause) {
        super(message, cause);
    }

    static CannotListenException of(HttpAddress address, Throwable failure) {
        return new CannotListenException(explain(address, failure), failure);
    }

    private static String explain(HttpAddress address, Throwable failure) {
        Throwable root = root(failure);
        String reason = Optional.ofNullable(root.getMessage()).orElse("").lines().findFirst().orElse("");
        String hint = reason.toLowerCase(Locale.ROOT);
        if (root instanceof UnresolvedAddressException || root instanceof UnknownHostException) {
            return "%s is %s: there is no such host".formatted(HttpAddress.HOST_KEY, address.host());
        }
        if (hint.contains("assign requested address")) {
            return "%s is %s: this machine has no such address".formatted(HttpAddress.HOST_KEY, address.host());
        }
        if (hint.contains("permission denied")) {
            return "%s is %d: this user may not listen on it; take one above 1023".formatted(HttpAddress.PORT_KEY,
                    address.port());
        }
        if (root instanceof BindException) {
            return "%s is %d: another program has this port on %s; take another, or 0 for a free one"
                    .formatted(HttpAddress.PORT_KEY, address.port(), address.host());
        }
        return "cannot listen on %s:%d (%s, %s): %s".formatted(address.host(), address.port(), HttpAddress.HOST_KEY,
                HttpAddress.PORT_KEY, root);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}

package io.fusebox.bench.contenders;

import io.fusebox.bench.Command;
import io.fusebox.bench.Contender;
import io.fusebox.bench.Feed;
import io.fusebox.bench.HttpCalls;
import io.fusebox.bench.Job;
import io.fusebox.bench.stub.Stamp;
import java.nio.file.Path;
import java.util.List;

/** The HTTP client alone, in a loop, with as many calls at once as there may be: more than this the machine does not do. */
public final class Limit implements Contender {
    @Override
    public String name() {
        return "limit";
    }

    @Override
    public Feed feed() {
        return Feed.NONE;
    }

    @Override
    public boolean isPeer() {
        return false;
    }

    @Override
    public Command command(Job job) {
        return Command.java(List.of("-XX:+UseParallelGC"), Limit.class, job);
    }

    public static void main(String[] args) {
        Job job = Job.read(Path.of(args[0]));
        HttpCalls calls = new HttpCalls(job);
        List<String> names = job.names();
        System.out.println(READY);
        for (int i = 0; i < job.concurrency(); i++) {
            repeat(calls, names.get(i % names.size()));
        }
    }

    private static void repeat(HttpCalls calls, String destination) {
        calls.post(destination, Stamp.body(Stamp.now())).onComplete(_ -> repeat(calls, destination), e -> {
            throw new IllegalStateException("a call failed", e);
        });
    }
}

package io.fusebox.sandbox;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The first class in the registry's own process: it ends that process when the one that started it is gone, however that
 * ended, which shows as the end of standard input. It runs alone there, so it may use nothing but the JDK.
 */
final class RegistryMain {
    private RegistryMain() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        Thread.ofPlatform().daemon().name("parent-watch").start(RegistryMain::exitAtEndOfInput);
        Class.forName("io.quarkus.bootstrap.runner.QuarkusEntryPoint")
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }

    private static void exitAtEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("Lost the parent process: " + e);
        }
        System.exit(0);
    }
}

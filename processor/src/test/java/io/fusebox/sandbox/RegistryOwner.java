package io.fusebox.sandbox;

/** A program that starts a registry, tells the registry's process id, and waits to be killed. */
final class RegistryOwner {
    private RegistryOwner() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedRegistry registry = EmbeddedRegistry.start(EmbeddedRegistry.Options.temporary());
        System.out.println(registry.pid());
        registry.join();
    }
}

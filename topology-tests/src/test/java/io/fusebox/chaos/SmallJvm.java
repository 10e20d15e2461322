package io.fusebox.chaos;

import java.util.List;

/** How the JVMs of crash tests are started: with one compiler and one collector thread, for many start, and few live long. */
final class SmallJvm {
    static final List<String> OPTIONS = List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError", "-Dlogback.configurationFile=logback-chaos.xml");

    private SmallJvm() {}
}

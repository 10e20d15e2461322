package io.fusebox.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The configuration of the demo's processor, as a file to look at. */
public final class DemoConfig {
    private static final String TEMPLATE = "demo.yaml";

    private DemoConfig() {}

    /**
     * @param directory gets the file, and the processor's state
     * @param httpPort 0: any that is free
     */
    public static Path write(Path directory, DemoDestinations destinations, String brokers, String registry,
            int httpPort) throws IOException {
        Map<String, String> values = new LinkedHashMap<>(Map.of(
                "brokers", brokers,
                "registry", registry,
                "http-port", Integer.toString(httpPort),
                // In YAML's single quotes, where nothing else is special.
                "state", directory.resolve("state").toString().replace("'", "''")));
        DemoDestinations.NAMES.forEach(name -> values.put(name, destinations.url(name).toString()));
        String text = template();
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        return Files.writeString(directory.resolve(TEMPLATE), text);
    }

    private static String template() throws IOException {
        try (InputStream resource = DemoConfig.class.getResourceAsStream(TEMPLATE)) {
            if (resource == null) {
                throw new IOException(TEMPLATE + " is missing from the program");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

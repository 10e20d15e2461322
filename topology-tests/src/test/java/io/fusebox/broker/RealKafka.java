package io.fusebox.broker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests on a real broker: each may take a {@link World} of its own.
 *
 * <p>The broker runs in this JVM, or in a container where the system property {@code fusebox.broker} is {@code container}; it is
 * started once for all classes.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(RealKafkaExtension.class)
@interface RealKafka {}

package io.fusebox.http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** All tests of a class have their calls made by one executor, so that what one leaves behind the next one meets. */
abstract class WithExecutor {
    static HttpCallExecutor executor;

    @BeforeAll
    static void open() {
        executor = new HttpCallExecutor(HttpSettings.defaults());
    }

    @AfterAll
    static void close() {
        executor.close();
    }
}

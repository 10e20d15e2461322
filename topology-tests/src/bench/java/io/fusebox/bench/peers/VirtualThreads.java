package io.fusebox.bench.peers;

import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;

/** Parallel Consumer takes its threads from JNDI alone: there it finds virtual ones. Must be public, and have a public constructor. */
public final class VirtualThreads implements InitialContextFactory {
    private static final String NAME = "virtual-threads";

    /** @return the name under which their factory is found */
    static String register() {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, VirtualThreads.class.getName());
        return NAME;
    }

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
        return new InitialContext(true) {
            @Override
            public Object lookup(String name) throws NamingException {
                if (name.equals(NAME)) {
                    return Thread.ofVirtual().factory();
                }
                throw new NameNotFoundException(name);
            }
        };
    }
}

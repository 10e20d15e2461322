package io.fusebox.wire;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** A registry in memory; ids count from 1. */
final class MemoryRegistry implements SchemaRegistry {
    private final List<Schema> schemas = new ArrayList<>();
    int asked;
    boolean down;

    @Override
    public synchronized int register(String subject, Schema schema) throws RegistryException {
        refuseWhileDown();
        schemas.add(schema);
        return schemas.size();
    }

    int add(Schema schema) {
        schemas.add(schema);
        return schemas.size();
    }

    @Override
    public synchronized Answer find(int id) throws RegistryException {
        asked++;
        refuseWhileDown();
        return id < 1 || id > schemas.size() ? new Answer.Unusable("no schema " + id)
                : new Answer.Known(schemas.get(id - 1));
    }

    private void refuseWhileDown() throws RegistryException {
        if (down) {
            throw RegistryException.unavailable("the registry is down");
        }
    }
}

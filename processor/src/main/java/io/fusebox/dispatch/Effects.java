package io.fusebox.dispatch;

import java.util.ArrayList;
import java.util.List;

/** What a decision wants done, in order, until it is handed over. */
final class Effects {
    private List<Effect> wanted = new ArrayList<>();

    void add(Effect effect) {
        wanted.add(effect);
    }

    List<Effect> take() {
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<Effect> taken = wanted;
        wanted = new ArrayList<>();
        return taken;
    }
}

package io.fusebox.simulation;

import io.fusebox.dispatch.Effect;
import io.fusebox.dispatch.Input;

/** Listens to what happens, for people to read. */
interface Story {
    Story UNTOLD = new Story() {
        @Override
        public void tell(Happening happening) {}

        @Override
        public void tell(Owner owner, Input input) {}

        @Override
        public void tell(Owner owner, Effect effect) {}
    };

    void tell(Happening happening);

    void tell(Owner owner, Input input);

    void tell(Owner owner, Effect effect);
}

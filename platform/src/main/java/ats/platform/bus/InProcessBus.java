package ats.platform.bus;

import ats.platform.lockstep.Lockstep;

/// The bus of a system that runs in one JVM.
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // shape only as yet
public final class InProcessBus implements Bus {
    public InProcessBus(Lockstep lockstep, int capacity) {}

    @Override
    public void publish(String topic, String key, byte[] message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Subscription subscribe(String topic, String group, Handler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public void close() {}
}

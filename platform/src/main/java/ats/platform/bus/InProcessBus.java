package ats.platform.bus;

import ats.platform.Fault;
import ats.platform.lockstep.Lockstep;

import module java.base;

/// The bus of a system that runs in one JVM.
///
/// Each topic keeps its newest `capacity` messages. A publisher waits while the slowest subscribed
/// group is that far behind; a group that nobody serves holds up nobody, and when it comes back too
/// late the log says how many messages it missed.
public final class InProcessBus implements Bus {
    private final Lockstep lockstep;
    private final int capacity;
    private final Redelivery redelivery;
    private final ConcurrentHashMap<String, Topic> topics = new ConcurrentHashMap<>();
    private volatile boolean closed;

    public InProcessBus(Lockstep lockstep, int capacity) {
        this(lockstep, capacity, Redelivery.DEFAULTS);
    }

    public InProcessBus(Lockstep lockstep, int capacity, Redelivery redelivery) {
        if (capacity < 1) throw Fault.misuse("a bus needs a capacity, not " + capacity);
        this.lockstep = lockstep;
        this.capacity = capacity;
        this.redelivery = redelivery;
    }

    @Override
    public void publish(String topic, String key, byte[] message) {
        topic(topic).publish(key, message);
    }

    @Override
    public Subscription subscribe(String topic, String group, Handler handler) {
        var work = lockstep.work("bus." + topic + "." + group);
        return topic(topic).subscribe(group, work, handler);
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public void close() {
        closed = true;
        topics.values().forEach(Topic::close);
    }

    private Topic topic(String name) {
        if (closed) throw Fault.misuse("the bus is closed; topic " + name);
        return topics.computeIfAbsent(name, missing -> new Topic(missing, capacity, redelivery));
    }
}

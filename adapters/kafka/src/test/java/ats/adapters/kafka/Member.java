package ats.adapters.kafka;

import module java.base;

import ats.platform.bus.Message;

/// One process of a group, with what it has handled, in order: `publisher:number`, and a `*` where
/// the message was for everyone.
final class Member implements AutoCloseable {
    private final KafkaBus bus;
    private final List<String> handled = Collections.synchronizedList(new ArrayList<>());

    Member(KafkaSettings settings, String topic, String group) {
        this(settings, topic, group, _ -> {});
    }

    /// `also` sees each message first, and may throw.
    Member(KafkaSettings settings, String topic, String group, Consumer<Message> also) {
        bus = KafkaBus.open(settings);
        bus.subscribe(topic, group, message -> handle(message, also));
    }

    private Member(KafkaSettings settings, BooleanSupplier settled) {
        bus = KafkaBus.open(settings);
        bus.subscribeToInstants("bars", "one", message -> handle(message, _ -> {}), settled);
    }

    /// One whose group goes on from whole instants.
    static Member ofInstants(KafkaSettings settings) {
        return ofInstants(settings, () -> true);
    }

    /// The same while it says so; else from where it was.
    static Member ofInstants(KafkaSettings settings, BooleanSupplier settled) {
        return new Member(settings, settled);
    }

    private void handle(Message message, Consumer<Message> also) {
        also.accept(message);
        handled.add(text(message));
    }

    List<String> handled() {
        synchronized (handled) {
            return List.copyOf(handled);
        }
    }

    List<String> handledOf(String publisher) {
        return handled().stream().filter(text -> text.startsWith(publisher + ":")).toList();
    }

    @Override
    public void close() {
        bus.close();
    }

    static String text(Message message) {
        var text = new String(message.bytes(), StandardCharsets.UTF_8);
        return message.key().isEmpty() ? text + "*" : text;
    }

    static void publish(KafkaBus bus, String key, String text) {
        bus.publish("bars", key, text.getBytes(StandardCharsets.UTF_8));
    }

    /// A mark follows each hundred.
    static void publishRange(KafkaBus bus, int from, int to) {
        for (int i = from; i < to; i++) {
            publish(bus, "key" + i % 30, "ann:" + i);
            if (i % 100 == 99) publish(bus, "", "ann:" + i);
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError(what + ": did not happen");
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }
}

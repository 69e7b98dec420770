package ats.platform.http;

import module java.base;

/// One reader of a stream: a bounded queue and the thread of its request, which writes it out.
final class Client implements Subscriber {
    /// Some seconds of a busy page; whoever is further behind gains more from connecting anew.
    static final int QUEUE = 256;

    /// Shorter than the idle time-outs of proxies and of the server, and it finds out who has left.
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final ArrayBlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(QUEUE);
    private final CopyOnWriteArrayList<Runnable> leaving = new CopyOnWriteArrayList<>();
    private final AtomicBoolean gone = new AtomicBoolean();
    private final AtomicBoolean told = new AtomicBoolean();
    private final Thread writer = Thread.currentThread();

    @Override
    public boolean send(String event, String data) {
        if (gone.get()) return false;
        if (waiting.offer(frame(event, data))) return true;
        drop();
        return false;
    }

    @Override
    public void onClose(Runnable task) {
        leaving.add(task);
        if (told.get() && leaving.remove(task)) task.run();
    }

    /// Writes until the client leaves or is dropped.
    void serve(OutputStream out) {
        try {
            while (!gone.get()) {
                byte[] frame = waiting.poll(HEARTBEAT.toNanos(), TimeUnit.NANOSECONDS);
                out.write(frame == null ? ":\n\n".getBytes(StandardCharsets.UTF_8) : frame);
                if (waiting.isEmpty()) out.flush();
            }
        } catch (IOException | InterruptedException left) {
            // Both mean the same here: this client is no longer read or no longer wanted.
            gone.set(true);
        }
    }

    void drop() {
        if (gone.compareAndSet(false, true)) writer.interrupt();
    }

    void leave() {
        gone.set(true);
        told.set(true);
        for (var task : leaving) {
            if (leaving.remove(task)) task.run();
        }
    }

    private static byte[] frame(String event, String data) {
        var text = new StringBuilder("event: ").append(event.replaceAll("\\R", " ")).append('\n');
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }
}

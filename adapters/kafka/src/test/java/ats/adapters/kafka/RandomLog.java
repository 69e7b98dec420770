package ats.adapters.kafka;

import module java.base;

/// What several publishers might leave in a topic's partitions: keyed messages and messages for
/// everyone, interleaved at random; publishers die at any moment, also between two copies, and come
/// back. Each ends with a message for everyone that is complete.
record RandomLog(List<List<Arrival>> partitions) {
    static RandomLog of(long seed, int partitions, int publishers, int steps) {
        var random = new SplittableRandom(seed);
        var log = new RandomLog(new ArrayList<>());
        for (int i = 0; i < partitions; i++) {
            log.partitions.add(new ArrayList<>());
        }
        var writers = new ArrayList<Writer>();
        for (int i = 0; i < publishers; i++) {
            writers.add(new Writer(log, "p" + i, random));
        }
        for (int i = 0; i < steps; i++) {
            writers.get(random.nextInt(publishers)).step();
        }
        writers.forEach(Writer::finish);
        return log;
    }

    private void append(int partition, String key, Stamp stamp) {
        var records = partitions.get(partition);
        records.add(new Arrival(partition, records.size(), key, new byte[0], stamp));
    }

    /// One publisher; each step writes one record, so that others come between the copies.
    private static final class Writer {
        private final RandomLog log;
        private final String name;
        private final SplittableRandom random;
        private final Deque<Integer> copies = new ArrayDeque<>();
        private Place place = new Place(1, 0);

        Writer(RandomLog log, String name, SplittableRandom random) {
            this.log = log;
            this.name = name;
            this.random = random;
        }

        void step() {
            if (random.nextInt(60) == 0) die();
            if (copies.isEmpty()) begin();
            else copy();
        }

        void finish() {
            while (!copies.isEmpty()) {
                copy();
            }
            forEveryone();
            while (!copies.isEmpty()) {
                copy();
            }
        }

        private void die() {
            copies.clear();
            place = new Place(place.epoch() + 1, 0);
        }

        private void begin() {
            if (random.nextInt(5) == 0) {
                forEveryone();
                return;
            }
            advance();
            int partition = random.nextInt(log.partitions.size());
            log.append(partition, "key" + partition, new Stamp(name, place));
        }

        private void forEveryone() {
            advance();
            for (int partition = 0; partition < log.partitions.size(); partition++) {
                copies.add(partition);
            }
        }

        private void copy() {
            log.append(copies.removeFirst(), "", new Stamp(name, place));
        }

        private void advance() {
            place = new Place(place.epoch(), place.sequence() + 1);
        }
    }
}

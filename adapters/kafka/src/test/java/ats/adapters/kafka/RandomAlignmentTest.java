package ats.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

/// Random logs, read at random paces, against a model that looks at all of the past each time.
final class RandomAlignmentTest {
    private static final int PARTITIONS = 4;

    @Test
    void deliversAfterEachRecordWhatTheModelDelivers() {
        for (long seed = 1; seed <= 150; seed++) {
            var log = RandomLog.of(seed, PARTITIONS, 3, 120);
            var random = new SplittableRandom(seed);
            var alignment = new Alignment();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                alignment.assign(partition, Lane.fresh());
            }
            var model = new Model();
            var delivered = new LinkedHashSet<Stamp>();
            for (var left = queues(log); !left.isEmpty(); left.removeIf(Deque::isEmpty)) {
                var arrival = left.get(random.nextInt(left.size())).removeFirst();
                alignment.arrive(arrival, 0);
                model.arrive(arrival);
                for (var due = alignment.next(); due.isPresent(); due = alignment.next()) {
                    var stamp = due.get().message().stamp();
                    assertThat(delivered.add(stamp)).as(stamp + " twice, seed " + seed).isTrue();
                    alignment.handled(due.get());
                }
                assertThat(delivered)
                        .as("after " + arrival.stamp() + ", seed " + seed)
                        .containsExactlyInAnyOrderElementsOf(model.due());
            }
            assertInOrder(delivered, model, seed);
            for (int partition = 0; partition < PARTITIONS; partition++) {
                assertThat(alignment.lane(partition).handledTo().map(Lane.Stand::offset))
                        .as("partition " + partition + ", seed " + seed)
                        .contains((long) log.partitions().get(partition).size());
            }
        }
    }

    @Test
    void losesNothingAndNeverWaitsForEverWhilePartitionsMove() {
        for (long seed = 1; seed <= 150; seed++) {
            var log = RandomLog.of(seed, PARTITIONS, 3, 120);
            new Group(log, seed).run();
        }
    }

    private static List<Deque<Arrival>> queues(RandomLog log) {
        return log.partitions().stream()
                .<Deque<Arrival>>map(ArrayDeque::new)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /// What each partition brought has the order of its log, message for everyone or not.
    private static void assertInOrder(Set<Stamp> delivered, Model model, long seed) {
        var ranks = new HashMap<Stamp, Integer>();
        delivered.forEach(stamp -> ranks.put(stamp, ranks.size()));
        for (var partition : model.arrived) {
            for (var publisher : List.of("p0", "p1", "p2")) {
                assertThat(
                                partition.stream()
                                        .map(Arrival::stamp)
                                        .filter(stamp -> stamp.publisher().equals(publisher))
                                        .map(ranks::get))
                        .as("order of " + publisher + ", seed " + seed)
                        .isSorted();
            }
        }
    }

    /// A message for everyone is due when each partition has brought it or something later of its
    /// publisher; any other when the messages for everyone before it in its partition are.
    private static final class Model {
        private final List<List<Arrival>> arrived = new ArrayList<>();

        Model() {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                arrived.add(new ArrayList<>());
            }
        }

        void arrive(Arrival arrival) {
            arrived.get(arrival.partition()).add(arrival);
        }

        Set<Stamp> due() {
            var due = new HashSet<Stamp>();
            for (var partition : arrived) {
                var open = new HashSet<String>();
                for (var arrival : partition) {
                    var stamp = arrival.stamp();
                    if (arrival.forEveryone() && !everywhere(stamp)) open.add(stamp.publisher());
                    if (!open.contains(stamp.publisher())) due.add(stamp);
                }
            }
            return due;
        }

        private boolean everywhere(Stamp stamp) {
            return arrived.stream()
                    .allMatch(
                            partition ->
                                    partition.stream()
                                            .map(Arrival::stamp)
                                            .filter(s -> s.publisher().equals(stamp.publisher()))
                                            .anyMatch(s -> !s.place().before(stamp.place())));
        }
    }

    /// Two members that share the partitions, hand them over with or without a commit, and crash.
    private static final class Group {
        private final RandomLog log;
        private final long seed;
        private final SplittableRandom random;
        private final Alignment[] members = {new Alignment(), new Alignment()};
        private final int[] holder = new int[PARTITIONS];
        private final int[] read = new int[PARTITIONS];
        private final long[] committed = new long[PARTITIONS];
        private final String[] memory = new String[PARTITIONS];
        private final List<Set<Long>> handled = new ArrayList<>();

        Group(RandomLog log, long seed) {
            this.log = log;
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            for (int partition = 0; partition < PARTITIONS; partition++) {
                handled.add(new HashSet<>());
                memory[partition] = "";
                give(partition, random.nextInt(2));
            }
        }

        void run() {
            for (int step = 0; step < 600; step++) {
                int partition = random.nextInt(PARTITIONS);
                switch (random.nextInt(40)) {
                    case 0 -> move(partition);
                    case 1, 2, 3 -> commit(partition);
                    case 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 -> handle(random.nextInt(2));
                    default -> read(partition);
                }
            }
            for (int partition = 0; partition < PARTITIONS; partition++) {
                while (read(partition)) {}
            }
            while (handle(0) || handle(1)) {}
            for (int partition = 0; partition < PARTITIONS; partition++) {
                commit(partition);
                assertThat(committed[partition])
                        .as("partition " + partition + ", seed " + seed)
                        .isEqualTo(log.partitions().get(partition).size());
            }
        }

        private boolean read(int partition) {
            var records = log.partitions().get(partition);
            if (read[partition] == records.size()) return false;
            members[holder[partition]].arrive(records.get(read[partition]++), 0);
            return true;
        }

        private boolean handle(int member) {
            var due = members[member].next();
            due.ifPresent(
                    one -> {
                        one.copies().forEach(c -> handled.get(c.partition()).add(c.offset()));
                        members[member].handled(one);
                    });
            return due.isPresent();
        }

        private void commit(int partition) {
            var lane = members[holder[partition]].lane(partition);
            lane.handledTo()
                    .ifPresent(
                            stand -> {
                                committed[partition] = stand.offset();
                                memory[partition] = stand.memory();
                            });
            for (long offset = 0; offset < committed[partition]; offset++) {
                assertThat(handled.get(partition))
                        .as("committed past it, seed " + seed)
                        .contains(offset);
            }
        }

        private void move(int partition) {
            if (random.nextBoolean()) commit(partition);
            members[holder[partition]].revoke(partition, 0);
            give(partition, 1 - holder[partition]);
        }

        private void give(int partition, int member) {
            holder[partition] = member;
            read[partition] = (int) committed[partition];
            var lane = Lane.resumed(committed[partition], Memory.parse(memory[partition]));
            members[member].assign(partition, lane);
        }
    }
}

package ats.platform.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ats.platform.Fault;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AppendLogTest {
    @TempDir private Path folder;

    @Test
    void givesBackWhatWasAppended() {
        var path = write("one", "two", "three");
        assertThat(texts(path)).containsExactly("one", "two", "three");
    }

    @Test
    void returnsWhereEachRecordBegins() {
        try (var log = AppendLog.open(folder.resolve("log"))) {
            assertThat(append(log, "one")).isZero();
            assertThat(append(log, "three")).isEqualTo(11);
            assertThat(append(log, "x")).isEqualTo(24);
        }
    }

    @Test
    void goesOnAfterTheLastRecord() {
        var path = write("one");
        try (var log = AppendLog.open(path)) {
            assertThat(log.cutBytes()).isZero();
            assertThat(append(log, "two")).isEqualTo(11);
        }
        assertThat(texts(path)).containsExactly("one", "two");
    }

    @Test
    void showsARecordOnlyOnceSynced() {
        var path = folder.resolve("log");
        try (var log = AppendLog.open(path)) {
            append(log, "one");
            assertThat(texts(path)).isEmpty();
            log.sync();
            assertThat(texts(path)).containsExactly("one");
        }
    }

    @Test
    void takesRecordsLargerThanItsBufferInOrder() {
        var path = folder.resolve("log");
        byte[] large = new byte[AppendLog.LARGEST_RECORD];
        new Random(1).nextBytes(large);
        try (var log = AppendLog.open(path)) {
            append(log, "before");
            log.append(large, 0, large.length);
            append(log, "after");
        }
        var read = new ArrayList<byte[]>();
        AppendLog.read(path, read::add);
        assertThat(read).hasSize(3);
        assertThat(read.get(1)).isEqualTo(large);
        assertThat(read.get(2)).asString(StandardCharsets.UTF_8).isEqualTo("after");
    }

    @Test
    void refusesEmptyAndOversizedRecords() {
        try (var log = AppendLog.open(folder.resolve("log"))) {
            assertThatThrownBy(() -> log.append(new byte[4], 0, 0)).isInstanceOf(Fault.class);
            int tooLarge = AppendLog.LARGEST_RECORD + 1;
            assertThatThrownBy(() -> log.append(new byte[tooLarge], 0, tooLarge))
                    .isInstanceOf(Fault.class);
        }
    }

    @Test
    void cutsATornTailWhereverItTore() throws IOException {
        var whole = Files.readAllBytes(write("one", "two", "three"));
        int lastRecord = 8 + "three".length();
        for (int missing = 1; missing < lastRecord; missing++) {
            var path = folder.resolve("torn" + missing);
            Files.write(path, Arrays.copyOf(whole, whole.length - missing));
            assertThat(texts(path)).containsExactly("one", "two");
            try (var log = AppendLog.open(path)) {
                assertThat(log.cutBytes()).isEqualTo(lastRecord - missing);
                append(log, "four");
            }
            assertThat(texts(path)).containsExactly("one", "two", "four");
        }
    }

    @Test
    void cutsATailOfZeros() throws IOException {
        var path = write("one");
        Files.write(path, new byte[5000], StandardOpenOption.APPEND);
        assertThat(texts(path)).containsExactly("one");
        try (var log = AppendLog.open(path)) {
            assertThat(log.cutBytes()).isEqualTo(5000);
        }
        assertThat(Files.size(path)).isEqualTo(11);
    }

    @Test
    void refusesEveryChangedByteThatIsNotInTheLastRecord() throws IOException {
        var whole = Files.readAllBytes(write("one", "two", "three"));
        for (int at = 0; at < 22; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x10;
            var path = folder.resolve("changed");
            Files.write(path, changed);
            assertThatThrownBy(() -> texts(path))
                    .as("byte " + at)
                    .isInstanceOfSatisfying(
                            Fault.class,
                            fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.CORRUPT));
            assertThatThrownBy(() -> AppendLog.open(path)).hasMessageContaining("damaged");
        }
    }

    @Test
    void refusesASecondAppender() {
        var path = folder.resolve("log");
        try (var first = AppendLog.open(path)) {
            assertThatThrownBy(() -> AppendLog.open(path))
                    .hasMessageContaining("already open for appending");
            append(first, "one");
        }
    }

    @Test
    void saysThatThereIsNoLog() {
        assertThatThrownBy(() -> texts(folder.resolve("none"))).hasMessageContaining("no log");
    }

    @Test
    void losesNothingAcceptedWhenTheDiskIsFull() throws IOException {
        var disk = new SmallDisk(64);
        var log = new AppendLog(Path.of("journal"), disk, 0, 0);
        append(log, "0123456789");
        append(log, "0123456789");
        log.sync();
        byte[] large = new byte[30];
        log.append(large, 0, large.length);
        assertThatThrownBy(log::sync)
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.RETRYABLE))
                .hasMessageContaining("journal")
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("free space");
        assertThat(disk.size).isEqualTo(36);

        disk.capacity = 1000;
        append(log, "later");
        log.sync();
        assertThat(disk.size).isEqualTo(36 + 38 + 13);
        var path = folder.resolve("copy");
        Files.write(path, disk.content());
        assertThat(sizes(path)).containsExactly(10, 10, 30, 5);
    }

    @Test
    void doesNotAcceptTheRecordThatDoesNotFit() throws IOException {
        var disk = new SmallDisk(100);
        var log = new AppendLog(Path.of("journal"), disk, 0, 0);
        append(log, "before");
        byte[] large = new byte[300_000];
        assertThatThrownBy(() -> log.append(large, 0, large.length)).isInstanceOf(Fault.class);
        assertThat(disk.size).isEqualTo(14);
        append(log, "after");
        log.sync();
        var path = folder.resolve("copy");
        Files.write(path, disk.content());
        assertThat(texts(path)).containsExactly("before", "after");
    }

    @Test
    void doesNotTrustADiskThatCouldNotForce() throws IOException {
        var disk = new SmallDisk(100);
        var log = new AppendLog(Path.of("journal"), disk, 0, 0);
        append(log, "one");
        disk.forces = false;
        assertThatThrownBy(log::sync)
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.CORRUPT));
        disk.forces = true;
        append(log, "two");
        assertThatThrownBy(log::sync).hasMessageContaining("could not be forced");
    }

    private Path write(String... records) {
        var path = folder.resolve("log");
        try (var log = AppendLog.open(path)) {
            for (var each : records) {
                append(log, each);
            }
        }
        return path;
    }

    private static long append(AppendLog log, String text) {
        byte[] padded = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        return log.append(padded, 1, padded.length - 2);
    }

    private static List<String> texts(Path path) {
        var texts = new ArrayList<String>();
        AppendLog.read(path, bytes -> texts.add(new String(bytes, StandardCharsets.UTF_8)));
        return texts;
    }

    private static List<Integer> sizes(Path path) {
        var sizes = new ArrayList<Integer>();
        AppendLog.read(path, bytes -> sizes.add(bytes.length));
        return sizes;
    }

    /// A disk that fills up in the middle of a write, as real ones do.
    private static final class SmallDisk implements Disk {
        private final byte[] bytes = new byte[1000];
        private int capacity;
        private int size;
        private boolean forces = true;

        private SmallDisk(int capacity) {
            this.capacity = capacity;
        }

        @Override
        public int write(ByteBuffer from, long at) throws IOException {
            int free = capacity - (int) at;
            if (free <= 0) throw new IOException("No space left on device");
            int count = Math.min(free, from.remaining());
            from.get(bytes, (int) at, count);
            size = Math.max(size, (int) at + count);
            return count;
        }

        @Override
        public void truncate(long end) {
            size = (int) end;
        }

        @Override
        public void force() throws IOException {
            if (!forces) throw new IOException("Input/output error");
        }

        @Override
        public void close() {}

        private byte[] content() {
            return Arrays.copyOf(bytes, size);
        }
    }
}

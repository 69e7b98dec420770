package ats.launcher;

import module java.base;

import ats.platform.Fault;
import ats.platform.config.Configuration;
import ats.platform.config.Secret;
import ats.platform.files.DurableFile;
import ats.platform.json.Json;

/// The folder of one system: its data, logs and models, who runs on it, and the page's token.
record Home(Path folder) {

    private static final int TOKEN_BYTES = 24;

    /// Made if it is not there.
    static Home of(Path folder) {
        return new Home(Homes.made(folder.toAbsolutePath().normalize()));
    }

    Path data() {
        return folder.resolve("data");
    }

    Path database() {
        return data().resolve("postgres");
    }

    Path models() {
        return folder.resolve("models");
    }

    Path journals() {
        return data().resolve("journal");
    }

    /// The simulated broker's own books.
    Path book() {
        return data().resolve("simulator").resolve("book.jsonl");
    }

    Path run() {
        return folder.resolve("run");
    }

    private Path running() {
        return run().resolve("ats.json");
    }

    private Path token() {
        return folder.resolve("token");
    }

    /// Says who runs here, for the commands that steer and for a second start.
    void announce(Running who) {
        Homes.made(run());
        DurableFile.write(running(), Json.bytes(who));
    }

    /// Who runs here now; a program that was killed runs no more.
    Optional<Running> occupant() {
        if (!Files.exists(running())) {
            return Optional.empty();
        }
        try {
            var who = Json.read(Files.readString(running()), Running.class);
            return held() ? Optional.of(who) : Optional.empty();
        } catch (IOException unreadable) {
            throw Fault.misuse(
                    "cannot read " + running() + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /// Takes the home for this process; a fault names who has it.
    Claim claim() {
        Homes.made(run());
        try {
            var channel =
                    FileChannel.open(
                            run().resolve("ats.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            var lock = tried(channel);
            if (lock.isPresent()) {
                Files.deleteIfExists(running());
                return new Claim(channel);
            }
            channel.close();
            throw Fault.misuse(occupied());
        } catch (IOException cause) {
            throw Fault.misuse(
                    "cannot use "
                            + run()
                            + ": "
                            + Homes.reason(cause)
                            + "; make it writable, or set ATS_HOME to a folder that is",
                    cause);
        }
    }

    /// The token that guards every change, made at the first question.
    Secret secret() {
        try {
            if (Files.exists(token())) {
                return Secret.of(Files.readString(token()).strip());
            }
        } catch (IOException cause) {
            throw Fault.misuse("cannot read " + token() + ": " + cause.getMessage(), cause);
        }
        return renewedSecret();
    }

    /// The one that is configured, else the home's own.
    Supplier<Secret> token(Configuration configuration) {
        var configured = configuration.section(Settings.Run.class).token();
        return configured.present() ? () -> configured : this::secret;
    }

    boolean hasSecret() {
        return Files.exists(token());
    }

    Secret renewedSecret() {
        var bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        DurableFile.writePrivate(token(), (text + "\n").getBytes(StandardCharsets.UTF_8));
        return Secret.of(text);
    }

    private String occupied() {
        try {
            var who = Json.read(Files.readString(running()), Running.class);
            return "already running on " + folder + ": pid " + who.pid() + ", page " + who.page();
        } catch (IOException starting) {
            return "another ats is just starting on " + folder + "; wait a moment and look again";
        }
    }

    /// Whether a program has this home, also one that is just starting.
    boolean taken() {
        try {
            return held();
        } catch (IOException cause) {
            throw Fault.misuse("cannot look at " + run() + ": " + Homes.reason(cause), cause);
        }
    }

    private boolean held() throws IOException {
        var file = run().resolve("ats.lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return tried(channel).isEmpty();
        }
    }

    private static Optional<FileLock> tried(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException ours) {
            return Optional.empty();
        }
    }

    /// Who runs on a home; `what` says in a few words which market is traded.
    record Running(long pid, String page, String what, String since) {}

    /// Holds the home until it is closed or the process ends, however it ends.
    record Claim(FileChannel channel) implements AutoCloseable {
        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException lost) {
                throw Fault.retryable("cannot let go of the home: " + lost.getMessage(), lost);
            }
        }
    }
}

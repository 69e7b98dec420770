package ats.engine.journal;

import module java.base;

import ats.engine.Command;
import ats.engine.Engine;
import ats.engine.Event;
import ats.engine.codec.ByteWriter;
import ats.engine.codec.Codec;

/// Writes the records of a segment: first a header with the setup and a snapshot of the engine,
/// then each event before it is applied, and its commands behind it. Its digest runs over events
/// and commands alone, so it does not depend on where segments begin.
public final class Journal {

    static final int HEADER = 1;
    static final int EVENT = 2;
    static final int COMMAND = 3;

    private final Sink sink;
    private final MessageDigest digest;
    private final ByteWriter record = new ByteWriter();

    public Journal(Sink sink) {
        this.sink = sink;
        this.digest = sha256();
    }

    /// Where records go; it copies the bytes.
    public interface Sink {

        void append(byte[] bytes, int length);
    }

    /// Opens a segment: what follows can be replayed from here.
    public void open(byte[] setup, Engine engine) {
        var snapshot = new ByteWriter();
        engine.save(snapshot);
        record.clear().put(HEADER).putInt(setup.length);
        for (byte part : setup) {
            record.put(part);
        }
        record.putInt(snapshot.size());
        for (int index = 0; index < snapshot.size(); index++) {
            record.put(snapshot.array()[index]);
        }
        sink.append(record.array(), record.size());
    }

    public void event(Event event) {
        Codec.put(record.clear().put(EVENT), event);
        write();
    }

    public void command(Command command) {
        Codec.put(record.clear().put(COMMAND), command);
        write();
    }

    /// SHA-256 over all events and commands so far, in hexadecimal.
    public String digest() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException cause) {
            throw new IllegalStateException("SHA-256 of this JDK cannot be cloned", cause);
        }
    }

    private void write() {
        digest.update(record.array(), 0, record.size());
        sink.append(record.array(), record.size());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("this JDK has no SHA-256", cause);
        }
    }
}

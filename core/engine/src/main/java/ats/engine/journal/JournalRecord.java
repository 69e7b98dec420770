package ats.engine.journal;

import module java.base;

import ats.engine.Command;
import ats.engine.Event;
import ats.engine.codec.ByteReader;
import ats.engine.codec.Codec;

/// One record of a journal, read back.
public sealed interface JournalRecord {

    record Opened(ByteReader setup, ByteReader snapshot) implements JournalRecord {}

    record Happened(Event event) implements JournalRecord {}

    record Commanded(Command command) implements JournalRecord {}

    static JournalRecord read(byte[] bytes) {
        return switch (bytes[0]) {
            case Journal.HEADER -> header(bytes);
            case Journal.EVENT -> new Happened(Codec.event(rest(bytes)));
            case Journal.COMMAND -> new Commanded(Codec.command(rest(bytes)));
            default -> throw new IllegalArgumentException("no record has the code " + bytes[0]);
        };
    }

    private static JournalRecord header(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.get();
        var setup = new byte[buffer.getInt()];
        buffer.get(setup);
        var snapshot = new byte[buffer.getInt()];
        buffer.get(snapshot);
        return new Opened(new ByteReader(setup), new ByteReader(snapshot));
    }

    private static byte[] rest(byte[] bytes) {
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }
}

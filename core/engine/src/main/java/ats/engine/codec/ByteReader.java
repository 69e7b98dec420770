package ats.engine.codec;

import module java.base;

/// Reads back what a [ByteWriter] wrote; the wrong bytes are refused, never guessed at.
public final class ByteReader {

    private static final int TEXT_MAX = 1 << 20;

    private final ByteBuffer buffer;

    public ByteReader(byte[] bytes) {
        buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    public int remaining() {
        return buffer.remaining();
    }

    public int take() {
        need(Byte.BYTES);
        return Byte.toUnsignedInt(buffer.get());
    }

    public boolean takeBoolean() {
        return take() != 0;
    }

    public int takeInt() {
        need(Integer.BYTES);
        return buffer.getInt();
    }

    public long takeLong() {
        need(Long.BYTES);
        return buffer.getLong();
    }

    public String takeText() {
        int length = takeInt();
        if (length < 0 || length > TEXT_MAX) {
            throw new IllegalArgumentException("a text of " + length + " bytes cannot be right");
        }
        need(length);
        var encoded = new byte[length];
        buffer.get(encoded);
        return new String(encoded, StandardCharsets.UTF_8);
    }

    private void need(int bytes) {
        if (buffer.remaining() < bytes) {
            throw new IllegalArgumentException(
                    "the message ends " + (bytes - buffer.remaining()) + " bytes early");
        }
    }
}

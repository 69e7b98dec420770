package ats.engine.codec;

import module java.base;

/// Grows as it is written to; numbers are little-endian. Reused: [#clear] keeps the memory.
public final class ByteWriter {

    private static final int FIRST_SIZE = 256;

    private byte[] bytes = new byte[FIRST_SIZE];
    private ByteBuffer buffer = wrap(bytes);

    public ByteWriter clear() {
        buffer.clear();
        return this;
    }

    public int size() {
        return buffer.position();
    }

    /// The memory itself, valid up to [#size] until the next write.
    public byte[] array() {
        return bytes;
    }

    public byte[] copy() {
        return Arrays.copyOf(bytes, size());
    }

    public ByteWriter put(int value) {
        room(Byte.BYTES);
        buffer.put((byte) value);
        return this;
    }

    public ByteWriter put(boolean value) {
        return put(value ? 1 : 0);
    }

    public ByteWriter putInt(int value) {
        room(Integer.BYTES);
        buffer.putInt(value);
        return this;
    }

    public ByteWriter putLong(long value) {
        room(Long.BYTES);
        buffer.putLong(value);
        return this;
    }

    /// The bits of a floating-point number, as they are.
    public ByteWriter putBits(long bits) {
        return putLong(bits);
    }

    public ByteWriter putText(String text) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        putInt(encoded.length);
        room(encoded.length);
        buffer.put(encoded);
        return this;
    }

    private void room(int more) {
        if (buffer.remaining() < more) {
            int position = buffer.position();
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, position + more));
            buffer = wrap(bytes).position(position);
        }
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}

package ats.adapters.xgboost;

import module java.base;

/// Reads Universal Binary JSON, as far as XGBoost writes it: numbers keep every bit. Objects become
/// maps, arrays lists, arrays of one type arrays.
final class Ubj {

    private final ByteBuffer in;

    private Ubj(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    static Object parse(byte[] bytes) {
        var reader = new Ubj(bytes);
        try {
            return reader.value(reader.in.get());
        } catch (BufferUnderflowException ended) {
            throw new IllegalArgumentException("binary JSON ends too soon", ended);
        }
    }

    private Object value(byte type) {
        return switch (type) {
            case '{' -> object();
            case '[' -> array();
            case 'S' -> text();
            case 'd' -> in.getFloat();
            case 'D' -> in.getDouble();
            case 'T' -> true;
            case 'F' -> false;
            case 'Z' -> Optional.empty();
            default -> whole(type);
        };
    }

    private long whole(byte type) {
        return switch (type) {
            case 'i' -> in.get();
            case 'U' -> in.get() & 0xff;
            case 'I' -> in.getShort();
            case 'l' -> in.getInt();
            case 'L' -> in.getLong();
            default ->
                    throw new IllegalArgumentException(
                            "binary JSON has no type " + (char) type + " at " + in.position());
        };
    }

    private String text() {
        var bytes = new byte[length(in.get())];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Never more than there are bytes left, so that a damaged length cannot fill the memory.
    private int length(byte type) {
        long length = whole(type);
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("binary JSON has a length of " + length);
        }
        return (int) length;
    }

    private SortedMap<String, Object> object() {
        var members = new TreeMap<String, Object>();
        while (peek() != '}') {
            var name = text();
            members.put(name, value(in.get()));
        }
        in.get();
        return members;
    }

    private Object array() {
        if (peek() == '$') {
            in.get();
            byte type = in.get();
            in.get();
            return typed(type, length(in.get()));
        }
        int counted = -1;
        if (peek() == '#') {
            in.get();
            counted = length(in.get());
        }
        var elements = new ArrayList<Object>();
        while (counted < 0 ? peek() != ']' : elements.size() < counted) {
            elements.add(value(in.get()));
        }
        if (counted < 0) {
            in.get();
        }
        return elements;
    }

    private Object typed(byte type, int count) {
        if (type == 'd') {
            var floats = new float[count];
            for (int index = 0; index < count; index++) {
                floats[index] = in.getFloat();
            }
            return floats;
        }
        var wholes = new int[count];
        for (int index = 0; index < count; index++) {
            wholes[index] = Math.toIntExact(whole(type));
        }
        return wholes;
    }

    private byte peek() {
        if (!in.hasRemaining()) {
            throw new BufferUnderflowException();
        }
        return in.get(in.position());
    }
}

package ats.learning.forest;

import module java.base;

/// A forest as bytes: a head, the trees, and a checksum over both.
final class ForestFormat {

    private static final int MAGIC = 0x41545346; // "ATSF"
    private static final short VERSION = 1;
    private static final int NODE = 2 * Integer.BYTES + Integer.BYTES + 1;
    private static final int MOST_TREES = 100_000;
    private static final int LONGEST_NAME = 1024;

    private ForestFormat() {}

    static byte[] write(FlatForest forest) {
        var name = forest.featureSet().getBytes(StandardCharsets.UTF_8);
        int size = 64 + name.length;
        for (var tree : forest.trees()) {
            size += Integer.BYTES + tree.nodes() * NODE;
        }
        var out = ByteBuffer.allocate(size);
        out.putInt(MAGIC).putShort(VERSION).put(forest.output().code());
        out.putInt(forest.features()).putInt(Float.floatToRawIntBits(forest.base()));
        out.putInt(name.length).put(name);
        out.putInt(forest.trees().size());
        for (var tree : forest.trees()) {
            write(tree, out);
        }
        out.putInt(checksum(out.array(), out.position()));
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void write(Tree tree, ByteBuffer out) {
        out.putInt(tree.nodes());
        for (int node = 0; node < tree.nodes(); node++) {
            out.putInt(tree.features()[node]);
            out.putInt(Float.floatToRawIntBits(tree.values()[node]));
            out.putInt(tree.left()[node]);
            out.put((byte) (tree.missingLeft()[node] ? 1 : 0));
        }
    }

    static FlatForest read(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        if (bytes.length < 2 * Integer.BYTES || in.getInt() != MAGIC) {
            throw damaged("it does not begin as a forest does");
        }
        int length = bytes.length - Integer.BYTES;
        if (in.getInt(length) != checksum(bytes, length)) {
            throw damaged("its checksum differs, bytes are missing or changed");
        }
        in.limit(length);
        try {
            return body(in);
        } catch (BufferUnderflowException | IndexOutOfBoundsException ended) {
            throw damaged("it ends too soon", ended);
        }
    }

    private static FlatForest body(ByteBuffer in) {
        short version = in.getShort();
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "a forest of version " + version + ": this program reads " + VERSION);
        }
        byte code = in.get();
        var output = Output.coded(code).orElseThrow(() -> damaged("it has an output " + code));
        int features = in.getInt();
        float base = Float.intBitsToFloat(in.getInt());
        var name = new byte[limited(in.getInt(), LONGEST_NAME, "letters in a name")];
        in.get(name);
        int count = limited(in.getInt(), MOST_TREES, "trees");
        var trees = new ArrayList<Tree>(count);
        for (int tree = 0; tree < count; tree++) {
            trees.add(tree(in));
        }
        if (in.hasRemaining()) {
            throw damaged(in.remaining() + " bytes behind its last tree");
        }
        return new FlatForest(
                features, new String(name, StandardCharsets.UTF_8), output, base, trees);
    }

    private static Tree tree(ByteBuffer in) {
        int nodes = limited(in.getInt(), in.remaining() / NODE, "nodes");
        var features = new int[nodes];
        var values = new float[nodes];
        var left = new int[nodes];
        var missingLeft = new boolean[nodes];
        for (int node = 0; node < nodes; node++) {
            features[node] = in.getInt();
            values[node] = Float.intBitsToFloat(in.getInt());
            left[node] = in.getInt();
            missingLeft[node] = in.get() != 0;
        }
        return new Tree(features, values, left, missingLeft);
    }

    private static int limited(int count, int most, String of) {
        if (count < 0 || count > most) {
            throw damaged(count + " " + of);
        }
        return count;
    }

    private static int checksum(byte[] bytes, int length) {
        var checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    private static IllegalArgumentException damaged(String how) {
        return new IllegalArgumentException("damaged forest: " + how);
    }

    private static IllegalArgumentException damaged(String how, Throwable cause) {
        return new IllegalArgumentException("damaged forest: " + how, cause);
    }
}

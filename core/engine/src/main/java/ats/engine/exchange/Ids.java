package ats.engine.exchange;

import module java.base;

/// Names that come out the same in every run.
final class Ids {

    private final MessageDigest digest;

    Ids() {
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("this JDK has no MD5", cause);
        }
    }

    /// As [UUID#nameUUIDFromBytes], without looking for the digest every time.
    UUID named(String name) {
        var hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
        return new UUID(
                (hash.getLong() & ~0xF000L) | 0x3000L, (hash.getLong() & ~(3L << 62)) | (2L << 62));
    }

    /// The n-th child of a name: its bits stirred, for fills are many and a digest is slow.
    static String child(UUID parent, int number) {
        long high = stirred(parent.getMostSignificantBits() + number * 0x9E3779B97F4A7C15L);
        long low = stirred(parent.getLeastSignificantBits() ^ high);
        // Version 8, custom, in the variant of RFC 9562.
        return new UUID((high & ~0xF000L) | 0x8000L, (low & ~(3L << 62)) | (2L << 62)).toString();
    }

    /// The finalizer of SplitMix64: one to one, so different children stay different.
    private static long stirred(long bits) {
        long stirred = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        stirred = (stirred ^ (stirred >>> 27)) * 0x94D049BB133111EBL;
        return stirred ^ (stirred >>> 31);
    }
}

package ats.adapters.postgres;

import module java.base;

import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.SQLException;

/// Rows in PostgreSQL's binary COPY format, sent in chunks.
final class BinaryCopy {

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final short END = -1;
    private static final int CHUNK_BYTES = 60_000;

    private BinaryCopy() {}

    /// @param target a table with its columns in brackets
    /// @param rowBytesMax what `writer` writes of one row at the most
    static <T> void into(
            Connection connection,
            String target,
            Collection<T> rows,
            int rowBytesMax,
            BiConsumer<ByteBuffer, T> writer)
            throws SQLException {
        var copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + target + " FROM STDIN (FORMAT binary)");
        boolean done = false;
        try {
            copy.writeToCopy(HEADER, 0, HEADER.length);
            var buffer = ByteBuffer.allocate(Math.max(CHUNK_BYTES, rowBytesMax + Short.BYTES));
            for (var row : rows) {
                if (buffer.remaining() < rowBytesMax + Short.BYTES) {
                    copy.writeToCopy(buffer.array(), 0, buffer.position());
                    buffer.clear();
                }
                writer.accept(buffer, row);
            }
            buffer.putShort(END);
            copy.writeToCopy(buffer.array(), 0, buffer.position());
            copy.endCopy();
            done = true;
        } finally {
            if (!done && copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}

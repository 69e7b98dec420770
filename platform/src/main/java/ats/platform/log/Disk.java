package ats.platform.log;

import module java.base;

/// What a log needs of its file.
interface Disk extends Closeable {
    int write(ByteBuffer from, long at) throws IOException;

    void truncate(long size) throws IOException;

    void force() throws IOException;

    static Disk of(FileChannel channel) {
        return new Disk() {
            @Override
            public int write(ByteBuffer from, long at) throws IOException {
                return channel.write(from, at);
            }

            @Override
            public void truncate(long size) throws IOException {
                channel.truncate(size);
            }

            @Override
            public void force() throws IOException {
                channel.force(false);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}

package ats.launcher;

import module java.base;

/// The name of this process, which no other has, on this machine or another, now or later: leases,
/// jobs and messages are signed with it.
final class Instance {

    static final String NAME = host() + "-" + ProcessHandle.current().pid() + "-" + started();

    private Instance() {}

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "host";
        }
    }

    private static String started() {
        return Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    }
}

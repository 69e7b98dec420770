package ats.adapters.postgres;

import module java.base;

/// Starts the database of a folder, writes into it, and waits to be killed.
final class KilledProgram {

    private KilledProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        var server = LocalDatabase.start(Path.of(arguments[0]), Path.of(arguments[1]));
        var database = Database.open(server.address());
        var _ = new PostgresLeaseStore(database).take("killed", "child").orElseThrow();
        System.out.println("ready " + server.pid());
        Thread.sleep(Duration.ofMinutes(1));
    }
}

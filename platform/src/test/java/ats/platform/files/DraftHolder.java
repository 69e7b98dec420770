package ats.platform.files;

import module java.base;

/// A process of its own that begins a draft in the folder that it is told, and lives until killed.
final class DraftHolder {

    static final String READY = "begun";

    private DraftHolder() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var draft = new Vault(Path.of(arguments[0])).draft();
        draft.write("half", new byte[] {1, 2, 3});
        System.out.println(READY);
        Thread.sleep(Duration.ofMinutes(1));
    }
}

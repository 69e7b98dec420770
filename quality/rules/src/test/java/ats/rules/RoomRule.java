package ats.rules;

import module java.base;

/// Who may know whom. The core knows nothing but the JDK and itself.
final class RoomRule implements ClassRule {

    private static final String NULLABLE = "org/jspecify/annotations/";

    @Override
    public List<String> violations(Compiled type) {
        var own = Room.place(type.name());
        if (own.isEmpty()) {
            return List.of(type.name() + " is in no room");
        }
        var found = new ArrayList<String>();
        for (var used : type.classes()) {
            var other = Room.place(used);
            if (other.isPresent() && !own.get().mayKnow(other.get(), type.test())) {
                found.add(
                        "%s (%s) may not use %s (%s)"
                                .formatted(type.name(), own.get(), used, other.get()));
            } else if (type.core() && other.isEmpty() && foreign(used)) {
                found.add(type.name() + " is core and may not use the library " + used);
            }
        }
        return found;
    }

    private static boolean foreign(String used) {
        return used.contains("/") && !used.startsWith("java/") && !used.startsWith(NULLABLE);
    }
}

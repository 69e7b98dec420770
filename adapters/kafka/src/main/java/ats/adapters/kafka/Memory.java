package ats.adapters.kafka;

import module java.base;

/// How far each publisher was handled in a partition, as text beside the committed offset. So
/// whoever takes the partition over knows which messages for everyone it has left behind.
final class Memory {
    /// Brokers take 4,096 bytes by default. The publishers that started last are remembered; one
    /// that is forgotten costs a wait, if a message of it is still open elsewhere.
    private static final int LONGEST = 4_000;

    private static final Pattern ENTRY = Pattern.compile("([\\w.-]+):(-?\\d{1,18}):(-?\\d{1,18})");

    private Memory() {}

    static String text(Map<String, Place> handled) {
        var text = new StringBuilder();
        var newest = Map.Entry.<String, Place>comparingByValue().reversed();
        for (var entry : handled.entrySet().stream().sorted(newest).toList()) {
            var place = entry.getValue();
            var one = entry.getKey() + ":" + place.epoch() + ":" + place.sequence() + ";";
            if (text.length() + one.length() > LONGEST) break;
            text.append(one);
        }
        return text.toString();
    }

    /// What is no memory of ours, an operator's note perhaps, remembers nothing.
    static Map<String, Place> parse(String text) {
        var handled = new TreeMap<String, Place>();
        for (var one : text.split(";")) {
            var match = ENTRY.matcher(one);
            if (match.matches()) {
                long epoch = Long.parseLong(match.group(2));
                handled.put(match.group(1), new Place(epoch, Long.parseLong(match.group(3))));
            }
        }
        return handled;
    }
}

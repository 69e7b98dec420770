package ats.rules;

import module java.base;

/// The sample of `.env` names what Compose asks for, and nothing that nobody reads.
///
/// @param read names that something reads, whoever it is
record SampleRule(Set<String> asked, Set<String> read) {

    private static final String COMPOSES_OWN = "COMPOSE_";
    private static final Pattern TOLD = Pattern.compile("(?m)^#?([A-Z][A-Z0-9_]*)=");
    private static final Pattern SWITCHED_ON = Pattern.compile("(?m)^[A-Z][A-Z0-9_]*=.*$");
    private static final Pattern ASKED = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");

    /// The variables that a Compose file asks for.
    static Set<String> asked(String compose) {
        return all(ASKED, compose, 1);
    }

    /// The variables that a sample tells of, also those that are switched off.
    static Set<String> told(String sample) {
        return all(TOLD, sample, 1);
    }

    /// The lines that count as they are.
    static Set<String> switchedOn(String sample) {
        return all(SWITCHED_ON, sample, 0);
    }

    /// The sample with every line switched on.
    static String whole(String sample) {
        return sample.replaceAll("(?m)^#([A-Z][A-Z0-9_]*=)", "$1");
    }

    List<String> violations(String sample) {
        var told = told(sample);
        var found = new ArrayList<String>();
        asked.stream()
                .filter(name -> !told.contains(name))
                .forEach(name -> found.add("says nothing of " + name));
        told.stream()
                .filter(name -> !asked.contains(name) && !read.contains(name))
                .filter(name -> !name.startsWith(COMPOSES_OWN))
                .forEach(name -> found.add("tells of " + name + ", which nobody reads"));
        return found;
    }

    private static Set<String> all(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

package ats.learning.model;

import module java.base;

/// Who was champion when; it only ever grows.
///
/// @param reigns in order of time; each ends where the next begins
public record Lineage(List<Reign> reigns) {

    public static final Lineage EMPTY = new Lineage(List.of());

    /// @param model empty when nobody reigns
    /// @param since in epoch nanoseconds of market time
    public record Reign(String model, long since, String reason) {}

    public Lineage {
        reigns = List.copyOf(reigns);
        for (int index = 1; index < reigns.size(); index++) {
            if (reigns.get(index).since() <= reigns.get(index - 1).since()) {
                throw new IllegalArgumentException(
                        "reign " + index + " begins before the one before it");
            }
            if (reigns.get(index).model().equals(reigns.get(index - 1).model())) {
                throw new IllegalArgumentException(
                        reigns.get(index).model() + " is champion already");
            }
        }
    }

    public Lineage crowned(String model, long at, String reason) {
        if (model.isBlank()) {
            throw new IllegalArgumentException("a champion without a name");
        }
        return plus(new Reign(model, at, reason));
    }

    /// Nobody is champion from then on.
    public Lineage vacated(long at, String reason) {
        return plus(new Reign("", at, reason));
    }

    /// One step back: the champion before the present one reigns again; nobody, if there was none.
    public Lineage rolledBack(long at, String reason) {
        if (champion().isEmpty()) {
            throw new IllegalArgumentException("nothing to roll back: nobody is champion");
        }
        return plus(new Reign(predecessor().orElse(""), at, reason));
    }

    public Optional<String> champion() {
        return reigns.isEmpty() ? Optional.empty() : named(reigns.getLast());
    }

    public Optional<String> championAt(long at) {
        return reigns.reversed().stream()
                .filter(reign -> reign.since() <= at)
                .findFirst()
                .flatMap(Lineage::named);
    }

    /// Whom a rollback brings back: the last champion before the present one took over from it. One
    /// that was itself rolled back does not return this way.
    public Optional<String> predecessor() {
        var standing = new ArrayDeque<String>();
        for (var reign : reigns) {
            if (standing.size() > 1 && reign.model().equals(second(standing))) {
                standing.removeLast();
            } else if (!reign.model().isEmpty()) {
                standing.addLast(reign.model());
            } else if (standing.size() == 1) {
                standing.removeLast();
            }
        }
        return champion().isPresent() && standing.size() > 1
                ? Optional.of(second(standing))
                : Optional.empty();
    }

    private static String second(Deque<String> standing) {
        var last = standing.removeLast();
        var second = standing.getLast();
        standing.addLast(last);
        return second;
    }

    private static Optional<String> named(Reign reign) {
        return reign.model().isEmpty() ? Optional.empty() : Optional.of(reign.model());
    }

    private Lineage plus(Reign reign) {
        return new Lineage(Stream.concat(reigns.stream(), Stream.of(reign)).toList());
    }
}

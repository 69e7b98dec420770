#!/bin/bash
# assemble.sh JARS FLAGS OUT puts into OUT/ROLE what each container's program needs: the jars that the
# launcher's manifest names, less those that the role never loads, and the JVM's flags of its own.
set -euo pipefail
readonly JARS=$1 FLAGS=$2 OUT=$3

roles=(system-controller data-acquisition feature-engineering model-training trading-strategy
    continuous-learning simulator)

# One jar a line, in the order of the class path.
class_path() {
    local work
    work=$(mktemp -d)
    (cd "$work" && jar xf "$JARS/ats.jar" META-INF/MANIFEST.MF)
    tr -d '\r' <"$work/META-INF/MANIFEST.MF" \
        | awk '/^Class-Path:/ { on = 1; sub(/^Class-Path: */, ""); printf "%s", $0; next }
               on && /^ / { printf "%s", substr($0, 2); next } { on = 0 } END { print "" }' \
        | tr ' ' '\n' | sed '/^$/d'
    rm -r "$work"
}

# The embedded database is for those without containers; the simulated vendors have one container
# of their own, and trees grow in another.
needs() {
    case $2 in
        lib/embedded-postgres-*) return 1 ;;
        lib/simulator-*) [ "$1" = simulator ] ;;
        lib/xgboost4j*) [ "$1" = model-training ] ;;
    esac
}

# How much it computes.
weight() {
    case $1 in
        feature-engineering | simulator) echo heavy ;;
        *) echo light ;;
    esac
}

mapfile -t jars < <(class_path)
for role in "${roles[@]}"; do
    mkdir -p "$OUT/$role/lib"
    cp "$JARS/ats.jar" "$JARS/sbom.json" "$OUT/$role/"
    cp "$FLAGS/$(weight "$role").flags" "$OUT/$role/role.flags"
    for jar in "${jars[@]}"; do
        if needs "$role" "$jar"; then cp "$JARS/$jar" "$OUT/$role/lib/"; fi
    done
done
# the cache remembers each jar's time, and so does a layer
find "$OUT" -exec touch -h -d 2026-01-01T00:00:00Z {} +

# Sourced. What can be seen of the images without starting them.
# shellcheck shell=bash

readonly SLIM_MEGABYTES=260 NATIVES_MEGABYTES=20

image_of() {
    case $1 in
        timescaledb) printf '%s\n' "$TIMESCALEDB_IMAGE" ;;
        *) printf 'ats/%s:%s\n' "$1" "${IMAGE_TAG:-local}" ;;
    esac
}

small_enough() {
    local most=$SLIM_MEGABYTES bytes
    [ "$1" = model-training ] && most=$((most + NATIVES_MEGABYTES))
    bytes=$(docker image inspect --format '{{.Size}}' "$(image_of "$1")")
    [ "$((bytes / 1000000))" -le "$most" ] || { echo "$((bytes / 1000000)) MB, allowed $most"; return 1; }
}

lacks() { ! docker run --rm --network none --entrypoint ls "$(image_of "$1")" /opt/ats/lib | has "$2"; }

# The list of what is inside, which knows each of our jars' makers and versions.
lists_its_parts() {
    docker run --rm --network none --entrypoint cat "$(image_of "$1")" "$2" | python3 -c "
import json, sys
bom = json.load(sys.stdin)
assert bom['bomFormat'] == 'CycloneDX' and len(bom['components']) > 20, len(bom['components'])
assert all(part.get('purl') for part in bom['components'])"
}

# A start that takes nothing but the cache: with it refused, this ends at once.
starts_from_cache() {
    docker run --rm --network none --read-only --tmpfs /tmp --tmpfs /var/lib/ats:uid=10001,gid=10001 \
        --entrypoint /opt/jre/bin/java "$(image_of "$1")" @/opt/ats/java.flags \
        -XX:AOTCache=/opt/ats/ats.aot -XX:AOTMode=on -jar /opt/ats/ats.jar --version
}

echo "images"
for each in "${SERVICES[@]}" simulator; do
    check "$each is at most $SLIM_MEGABYTES MB" small_enough "$each"
    check "$each starts from its cache alone (AOTMode=on)" starts_from_cache "$each"
    check "$each has no embedded database" lacks "$each" embedded-postgres
done
for each in "${SERVICES[@]}" simulator; do
    check "$each has a list of its parts (CycloneDX)" lists_its_parts "$each" /opt/ats/sbom.json
done
check "kafka has a list of its parts (CycloneDX)" lists_its_parts kafka /opt/kafka/sbom.json
for each in "${SERVICES[@]}"; do
    check "$each has no simulator" lacks "$each" '^simulator-'
done

# Sourced. A fresh clone has no jars: the Maven stage builds them, and they have to be those that
# were built outside, byte for byte.
# shellcheck shell=bash

# Into a folder of this machine.
maven_stage() {
    deploy/docker/local-base.sh maven \
        && docker buildx build --quiet --target jars --build-arg JARS=build \
            --build-arg MAVEN_IMAGE=ats-local/maven:25 --output "type=local,dest=$1" \
            -f deploy/docker/Dockerfile .
}

# same_jars BUILT HERE compares what was built with what is here, and wants it whole.
same_jars() {
    local file different=
    for file in "$1"/*.jar; do
        cmp -s "$file" "$2/$(basename "$file")" || different="$different $(basename "$file")"
    done
    [ "$(find "$1" -name '*.jar' | wc -l)" -ge 1 ] && [ -z "$different" ] \
        || { echo "different:$different"; return 1; }
}

echo "sources"
from_sources=$(mktemp -d)
check "the Maven stage builds the jars from the sources alone" maven_stage "$from_sources"
check "the launcher's jar is the same byte for byte" \
    same_jars "$from_sources/jars/ats" launcher/target
check "its libraries are the same byte for byte" \
    same_jars "$from_sources/jars/ats/lib" launcher/target/lib
check "Kafka's jars are the same byte for byte" \
    same_jars "$from_sources/jars/kafka/lib" deploy/docker/kafka/target/lib
rm -rf "$from_sources"

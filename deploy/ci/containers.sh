#!/usr/bin/env bash
# Builds every image, starts the whole stack with the simulated vendors, and proves that it is
# hardened, limited, and loses nothing whoever dies. Prints "N passed, N failed" last.
#
#   PAGE_PORT       where the page is served meanwhile (18088)
#   STAGES          what is proved of it; the files of deploy/ci/checks, in this order
#   KEEP=yes        leaves the stack running, to be looked at
#
# Where Docker is not there it is installed and started (Debian); what was started here is stopped.
set -uo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 70
# shellcheck source=deploy/ci/docker.sh
. deploy/ci/docker.sh
# shellcheck source=deploy/ci/checks/lib.sh
. deploy/ci/checks/lib.sh

# Many symbols, so that many orders are open at any moment; little history, so that it starts soon.
export COMPOSE_PROJECT_NAME=ats COMPOSE_PROFILES=simulator PAGE_PORT=${PAGE_PORT:-18088}
export ATS_DEMONSTRATION_SYMBOLS=${ATS_DEMONSTRATION_SYMBOLS:-600} ATS_DEMONSTRATION_HISTORY=1
export ATS_TRADING_STRATEGY=ema-cross:2/4
export JARS=given JDK_IMAGE=ats-local/jdk:25 BASE_IMAGE=ats-local/base:trixie
export ML_BASE_IMAGE=$BASE_IMAGE MAVEN_IMAGE=$JDK_IMAGE TIMESCALEDB_IMAGE=ats-local/timescaledb:17
export COMPOSE_ENV_FILES=/dev/null COMPOSE_FILE=$PWD/docker-compose.yml
readonly LEAST_OPEN=${LEAST_OPEN:-20}
SECRETS=$(mktemp -d)
export SECRETS

finish() {
    if [ "${KEEP:-}" = yes ]; then
        echo "kept: http://127.0.0.1:$PAGE_PORT, secrets in $SECRETS, dockerd ${dockerd_pid:-not ours}"
        return
    fi
    docker compose down --volumes --timeout 5 >/dev/null 2>&1
    rm -rf "$SECRETS"
    docker_stop
}
trap finish EXIT

gives_up() {
    fails "$1"
    echo "$passed passed, $failed failed"
    exit 1
}

# What everything is made of, each once.
prepare() {
    docker_ready || return
    deploy/docker/local-base.sh || return
    ./ats --version >/dev/null || return
    jars || return
    docker buildx build --quiet --load --build-arg "BASE_IMAGE=$BASE_IMAGE" -t "$TIMESCALEDB_IMAGE" \
        deploy/docker/timescaledb >/dev/null || return
    docker compose build --quiet
}

# The jars of this source, and Kafka's.
jars() {
    local java
    for java in "${ATS_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
        grep -qs '^JAVA_VERSION="25[."]' "$java/release" && export JAVA_HOME=$java && break
    done
    mvn -B -q --no-transfer-progress -Pimages -Dmaven.test.skip=true -pl launcher -am package >/dev/null \
        && mvn -B -q --no-transfer-progress -f deploy/docker/kafka/pom.xml package >/dev/null
}

begun_all=$(date +%s)
echo "preparing"
prepare || gives_up "images are built"
ok "images are built"
printf '  note  built after %s s\n' "$(($(date +%s) - begun_all))"
deploy/bin/setup-secrets.sh "$SECRETS" >/dev/null || gives_up "secrets are made"
for stage in ${STAGES:-images sources start backfill stack page hardening limits chaos scale ending}; do
    # shellcheck source=/dev/null
    . "deploy/ci/checks/$stage.sh"
done
printf '  note  all of it took %s s\n' "$(($(date +%s) - begun_all))"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

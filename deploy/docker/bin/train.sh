#!/bin/bash
# train.sh ROLES JARS KAFKA runs the whole system for a moment, each part of it as its container
# will: with the same jars, flags and bus. Each leaves ROLES/ROLE/ats.aot, what it loaded and how
# its code behaved, from which its next starts begin.
set -euo pipefail
readonly ROLES=$1 JARS=$2 KAFKA=$3 MOMENT=${MOMENT:-20} PATIENCE=120
readonly SERVICES=(data-acquisition feature-engineering model-training trading-strategy
    continuous-learning system-controller)

work=$(mktemp -d)
declare -A pids ports
trap 'kill "${pids[@]}" 2>/dev/null || true' EXIT

stop() {
    printf 'train: %s\n' "$*" >&2
    grep -Hv -e '\[aot\]' -e 'AOT' -e JAVA_TOOL_OPTIONS "$work"/*.out | sed "s|^$work/||" | tail -n 60 >&2
    exit 1
}

# patiently ROLE COMMAND... tries until it succeeds, as long as that role runs.
patiently() {
    local role=$1 waited
    shift
    for ((waited = 0; waited < PATIENCE * 2; waited++)); do
        "$@" 2>/dev/null && return
        kill -0 "${pids[$role]}" 2>/dev/null || stop "$role ended by itself"
        sleep 0.5
    done
    stop "$role is not there after $PATIENCE s"
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1"); }
ready() { /opt/ats/bin/health "${ports[$1]}"; }

ask() {
    local answer
    exec 3<>"/dev/tcp/127.0.0.1/${ports[$1]}"
    printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$2" >&3
    answer=$(timeout 10 cat <&3 | head -n 1) || true
    exec 3<&-
    printf 'train: %s %s: %s\n' "$1" "$2" "$answer"
}

# A database that is not part of what is trained: the embedded one, with all jars.
database() {
    ATS_HOME=$work/database ATS_HTTP_PORT=18090 java -Xmx128m -Dats.root=/opt/ats \
        -jar "$JARS/ats.jar" run continuous-learning >"$work/database.out" 2>&1 &
    pids[database]=$!
    ports[database]=18090
    patiently database ready database
    local data=$work/database/data
    DATABASE_PORT=$(sed -n 4p "$data/postgres/postmaster.pid")
    cp "$data/postgres.password" "$work/password"
}

bus() {
    KAFKA_HOST=127.0.0.1 KAFKA_LOGS=$work/kafka KAFKA_LIB=$KAFKA KAFKA_HEAP=256m \
        /opt/ats/bin/kafka >"$work/kafka.out" 2>&1 &
    pids[kafka]=$!
    patiently kafka listens 9092
}

# train ROLE PORT [NAME=VALUE...] starts it; heaps are small so that all fit at once.
train() {
    local role=$1
    ports[$role]=$2
    shift 2
    env ATS_HOME="$work/home" ATS_HTTP_PORT="${ports[$role]}" "$@" \
        /opt/jre/bin/java @/opt/ats/java.flags "@$ROLES/$role/role.flags" -Xmx256m \
        -XX:AOTCacheOutput="$ROLES/$role/ats.aot" -jar "$ROLES/$role/ats.jar" run "$role" \
        >"$work/$role.out" 2>&1 &
    pids[$role]=$!
}

together=(ATS_DATABASE_USER=ats "ATS_DATABASE_PASSWORD_FILE=$work/password"
    ATS_BUS_SERVERS=127.0.0.1:9092 ATS_SIMULATOR_URL=http://127.0.0.1:9400)

# Each asked to stop writes its cache as it goes.
finish() {
    local role status
    for role in simulator "${SERVICES[@]}"; do
        kill "${pids[$role]}" || stop "$role ended by itself"
    done
    for role in simulator "${SERVICES[@]}"; do
        status=0
        wait "${pids[$role]}" || status=$?
        unset "pids[$role]"
        [ "$status" -eq 143 ] || stop "$role ended with $status"
        [ -s "$ROLES/$role/ats.aot" ] || stop "$role left no cache"
        printf 'train: %s %s\n' "$role" "$(du -m "$ROLES/$role/ats.aot" | cut -f1) MB"
    done
}

database
bus
together+=("ATS_DATABASE_URL=jdbc:postgresql://127.0.0.1:$DATABASE_PORT/postgres")
train simulator 18080
patiently simulator listens 9400
port=18081
for service in "${SERVICES[@]}"; do
    train "$service" $((port++)) "${together[@]}"
done
for service in simulator "${SERVICES[@]}"; do
    patiently "$service" ready "$service"
    ask "$service" /metrics
done
for page in / /api/v1/status /openapi.json; do
    ask system-controller "$page"
done
sleep "$MOMENT"
finish
kill "${pids[@]}"
wait
trap - EXIT
find "$ROLES" -exec touch -h -d 2026-01-01T00:00:00Z {} +

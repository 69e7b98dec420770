# Sourced. How soon a service is ready, and what that costs, in a small system: what more symbols and
# more history add is work, not start.
# shellcheck shell=bash

# On the machine where it was measured; a slower one may take as much more as it takes for the same
# piece of work.
readonly READY_CPU_MILLIS=1500 REFERENCE_CPU_MILLIS=680

# used_nanos ID prints what Docker counts of a container, and adds nothing to it: what `docker
# exec` runs is counted, too.
used_nanos() {
    curl -fsS --unix-socket "${DOCKER_SOCKET:-/var/run/docker.sock}" \
        "http://docker/containers/$1/stats?stream=false&one-shot=true" \
        | python3 -c "import json, sys; print(json.load(sys.stdin)['cpu_stats']['cpu_usage']['total_usage'])"
}

address() {
    docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}' "$1" | awk '{print $1}'
}

# Ten starts of Java without any cache: a piece of work like a service's start, and always the same.
reference() {
    docker run --rm --network none --cpus 1 --entrypoint bash "$(image_of system-controller)" -c '
        TIMEFORMAT="%U %S"
        time for try in 1 2 3 4 5 6 7 8 9 10; do
            /opt/jre/bin/java -XX:+UseSerialGC -Xshare:off -Xint --list-modules >/dev/null
        done' 2>&1 | awk '{ print int(1000 * ($1 + $2)) }'
}

# one_start SERVICE prints the milliseconds, of processor time and by the clock, until it is ready.
one_start() {
    local id address begun cpu tries
    docker compose restart --no-deps "$1" >/dev/null 2>&1
    id=$(container "$1")
    address=$(address "$id")
    for ((tries = 0; tries < 600; tries++)); do
        if curl -fsS --max-time 1 -o /dev/null "http://$address:8080/health/ready" 2>/dev/null; then
            cpu=$(used_nanos "$id")
            begun=$(date -d "$(docker inspect --format '{{.State.StartedAt}}' "$id")" +%s%N)
            printf '%s %s\n' "$((cpu / 1000000))" "$((($(date +%s%N) - begun) / 1000000))"
            return
        fi
        sleep 0.1
    done
    return 1
}

# Prints a line for each service: its name and the better of two starts.
starts() (
    export COMPOSE_PROJECT_NAME=ats-start
    export ATS_DEMONSTRATION_SYMBOLS=10 ATS_DEMONSTRATION_HISTORY=1
    trap 'docker compose down --volumes --timeout 5 >/dev/null 2>&1' EXIT
    docker compose up -d --no-build --wait --wait-timeout 120 >/dev/null 2>&1 || exit 1
    sleep 10
    for each in "${SERVICES[@]}"; do
        { one_start "$each" && one_start "$each"; } | sort -n | sed "s/^/$each /; q"
    done
)

echo "start"
reference=$(reference)
most=$((READY_CPU_MILLIS * (reference > REFERENCE_CPU_MILLIS ? reference : REFERENCE_CPU_MILLIS) / REFERENCE_CPU_MILLIS))
printf '  note  ten starts of Java without a cache cost %s ms of processor time, %s where the bound was set: %s ms allowed\n' \
    "$reference" "$REFERENCE_CPU_MILLIS" "$most"
measured=$(starts)
for each in "${SERVICES[@]}"; do
    read -r cpu wall < <(sed -n "s/^$each //p" <<<"$measured")
    check "$each is ready on at most $most ms of processor time" test "${cpu:-999999}" -le "$most"
    printf '  note  %s is ready after %s ms of processor time, %s ms by the clock at 1 processor\n' "$each" "${cpu:-no}" "${wall:-no}"
done

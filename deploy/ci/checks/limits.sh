# Sourced. Limits that bite, and ways out that are shut.
# shellcheck shell=bash

# A heap that wants more than the container has is ended from outside.
oom_is_137() {
    local status=0
    docker run --network none --memory 64m --memory-swap 64m --entrypoint /bin/sh \
        "$(image_of system-controller)" -c 'a=x; while :; do a=$a$a; done' >/dev/null 2>&1 || status=$?
    [ "$status" -eq 137 ] || { echo "ended with $status"; return 1; }
}

cpu_is_throttled() {
    local id throttled
    id=$(docker run -d --network none --cpus 0.2 --entrypoint /bin/sh "$(image_of system-controller)" \
        -c 'while :; do :; done')
    sleep 4
    throttled=$(docker exec "$id" sh -c 'cat /sys/fs/cgroup/cpu/cpu.stat /sys/fs/cgroup/cpu.stat 2>/dev/null' \
        | awk '/^nr_throttled/ {print $2; exit}')
    docker rm -f "$id" >/dev/null
    [ "${throttled:-0}" -gt 0 ] || { echo "throttled ${throttled:-never}"; return 1; }
}

# An address outside that answers from this machine, if there is one.
outside() {
    local gateway
    gateway=$(ip route show default | awk '{print $3; exit}')
    printf '%s\n' "${OUTSIDE:-${gateway:-1.1.1.1}}"
}

# reaches SERVICE HOST PORT
reaches() { docker compose exec -T "$1" timeout 4 bash -c "exec 3<>/dev/tcp/$2/$3" 2>/dev/null; }

resolves_mirror() {
    local host
    host=$(debian_mirror | sed -E 's#https?://([^/:]+).*#\1#')
    reaches "$1" "$host" 80
}

echo "limits"
check "memory past the limit ends a container with 137" oom_is_137
check "processor time past the quota is throttled" cpu_is_throttled
echo "networks"
for each in trading-strategy data-acquisition; do
    check "$each reaches the outside" resolves_mirror "$each"
done
for each in system-controller model-training feature-engineering continuous-learning timescaledb kafka simulator; do
    refuses "$each does not reach the outside" resolves_mirror "$each"
done
refuses "kafka does not reach the database" reaches kafka timescaledb 5432
refuses "timescaledb does not reach the bus" reaches timescaledb kafka 9092
for port in 5432 9092 9400 9401 9402 9403; do
    refuses "port $port does not answer from outside" timeout 2 bash -c "exec 3<>/dev/tcp/127.0.0.1/$port"
done
check "port $PAGE_PORT answers" timeout 2 bash -c "exec 3<>/dev/tcp/127.0.0.1/$PAGE_PORT"

echo "secrets"
no_secret_said() {
    local id
    id=$(container "$1")
    tells_no_secret <<<"$(docker logs "$id" 2>&1) $(docker inspect "$id")"
}
for each in "${SERVICES[@]}" "${OTHERS[@]}"; do
    check "$each tells no secret in its log or its settings" no_secret_said "$each"
done

# starts_with WORDS NAME=VALUE... starts a service with these settings, and wants the start script to
# end it with 64 and these words; any other end, for want of a database too, is none of its own.
starts_with() {
    local words=$1 said status=0 settings=() setting
    shift
    for setting in "$@"; do settings+=(-e "$setting"); done
    said=$(docker run --rm --network none --read-only --tmpfs /tmp \
        --tmpfs /var/lib/ats:uid=10001,gid=10001 "${settings[@]}" "$(image_of data-acquisition)" \
        2>&1) || status=$?
    [ "$status" -eq 64 ] && grep -qF "$words" <<<"$said" || { echo "$status: $said"; return 1; }
}

readonly MIXED="synthetic prices never meet a real broker"
for profile in COMPOSE_PROFILES=simulator COMPOSE_PROFILES=other,simulator ATS_SIMULATOR_URL=http://x:1; do
    check "keys of real vendors beside $profile refuse to start" \
        starts_with "$MIXED" "$profile" MASSIVE_API_KEY_FILE=/etc/hostname
done
refuses "an empty key beside the simulator is none" \
    starts_with "$MIXED" COMPOSE_PROFILES=simulator MASSIVE_API_KEY_FILE=/dev/null
check "keys left in .env refuse to start" starts_with setup-secrets.sh KEYS_IN_DOTENV=massive
check "an unknown environment refuses to start" starts_with "'prod'" ATS_ENVIRONMENT=prod
check "production refuses synthetic prices" \
    starts_with "no synthetic prices" ATS_ENVIRONMENT=production COMPOSE_PROFILES=simulator

# Sourced. Containers that die, stand still or lose their network while many orders are open; the
# simulated broker counts what became of each.

# How many orders the broker has open now, by the system's own books.
open_orders() {
    api 'orders?limit=1000' | python3 -c "
import json, sys
print(sum(1 for order in json.load(sys.stdin)
          if order['state'].upper() not in ('FILLED', 'CANCELED', 'EXPIRED', 'REJECTED', 'DENIED')))"
}

many_open() { [ "$(open_orders)" -ge "$LEAST_OPEN" ]; }

trades_on() {
    local before
    before=$(status orders)
    patiently 150 at_least orders "$((before + 1))"
}

# The program inside dies, as it does when it is killed from outside; Docker starts it again.
kill_inside() {
    docker compose exec -T "$1" bash -c '
        for process in $(ls /proc | grep -E "^[0-9]+$" | sort -n); do
            case $(cat "/proc/$process/comm" 2>/dev/null) in
                java | postgres) kill -9 "$process" && break ;;
            esac
        done'
}

started_again() { [ "$(docker inspect --format '{{.RestartCount}}' "$(container "$1")")" -gt "$2" ]; }

dies() {
    local count
    count=$(docker inspect --format '{{.RestartCount}}' "$(container "$1")")
    check "at least $LEAST_OPEN orders are open when $1 dies" patiently 90 many_open
    kill_inside "$1" || true
    check "$1 is started again" patiently 30 started_again "$1" "$count"
    check "$1 is healthy again" patiently 120 healthy "$1"
    check "orders go on after $1 died" trades_on
}

stands_still() {
    check "at least $LEAST_OPEN orders are open when $1 stands still" patiently 90 many_open
    docker pause "$(container "$1")" >/dev/null
    sleep 12
    docker unpause "$(container "$1")" >/dev/null
    check "orders go on after $1 stood still" trades_on
}

network_of() {
    case $1 in
        timescaledb) echo database ;;
        kafka) echo bus ;;
        simulator | trading-strategy) echo vendors ;;
    esac
}

is_cut_off() {
    local network
    network=ats_$(network_of "$1")
    check "at least $LEAST_OPEN orders are open when $1 is cut off" patiently 90 many_open
    docker network disconnect "$network" "$(container "$1")"
    sleep 12
    docker network connect --alias "$1" "$network" "$(container "$1")"
    check "orders go on after $1 was cut off" trades_on
}

echo "chaos"
for each in "${SERVICES[@]}" "${OTHERS[@]}"; do dies "$each"; done
for each in timescaledb kafka trading-strategy simulator; do
    stands_still "$each"
    is_cut_off "$each"
done

# The broker's own books against ours, fill by fill and position by position.
books_agree() {
    docker run --rm --network "${COMPOSE_PROJECT_NAME}_database" --read-only --tmpfs /tmp \
        --tmpfs /var/lib/ats:uid=10001,gid=10001 -v "${COMPOSE_PROJECT_NAME}_data:/var/lib/ats/data" \
        -v "$SECRETS/database_password:/run/secrets/database_password:ro" \
        -e ATS_DATABASE_URL=jdbc:postgresql://timescaledb:5432/ats -e ATS_DATABASE_USER=ats \
        -e ATS_DATABASE_PASSWORD_FILE=/run/secrets/database_password "$(image_of simulator)" check
}

# Time stands still first, so that nothing is on its way.
docker compose stop simulator >/dev/null 2>&1
sleep 5
check "the broker's books equal ours: no order is lost, none is doubled" books_agree

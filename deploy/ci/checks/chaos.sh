# Sourced. Containers that die, stand still or lose their network while many orders are open.
# shellcheck shell=bash

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
for each in "${SERVICES[@]}" "${OTHERS[@]}"; do
    from=$(market_time)
    dies "$each"
    # what it had begun when it died is done after all
    [ "$each" != feature-engineering ] \
        || check "every bar has its features" patiently 120 every_bar_has_features "$from"
done
for each in timescaledb kafka trading-strategy simulator; do
    stands_still "$each"
    is_cut_off "$each"
done

# Longer than any buffer is meant to bridge without a thought.
is_away_for_a_minute() {
    check "at least $LEAST_OPEN orders are open when $1 goes away" patiently 90 many_open
    docker compose stop "$1" >/dev/null 2>&1
    sleep 60
    docker compose start "$1" >/dev/null 2>&1
    check "$1 is healthy after a minute away" patiently 60 healthy "$1"
    check "orders go on after $1 was away for a minute" trades_on
}

from=$(market_time)
is_away_for_a_minute kafka
check "every bar has its features, also those of that minute" patiently 120 every_bar_has_features "$from"

# Sourced. Counts what holds and what does not, and asks the running stack.
# shellcheck shell=bash

passed=0
failed=0

ok() { passed=$((passed + 1)); printf '  ok    %s\n' "$1"; }

# fails NAME [WHY] prints one line and counts; the stage goes on, so that one run shows everything.
fails() { failed=$((failed + 1)); printf '  FAIL  %s%s\n' "$1" "${2:+: $2}"; }

# check NAME COMMAND... counts whether the command succeeds; what it said is shown when it did not.
check() {
    local name=$1 said
    shift
    if said=$("$@" 2>&1); then ok "$name"; else fails "$name" "$(tail -n 3 <<<"$said" | tr '\n' ' ')"; fi
}

# refuses NAME COMMAND... is check the other way round.
refuses() {
    local name=$1
    shift
    if "$@" >/dev/null 2>&1; then fails "$name" "it did not refuse"; else ok "$name"; fi
}

# has OPTIONS PATTERN looks for lines, and reads to the end, so that nobody writes into a closed pipe.
has() { grep "$@" >/dev/null; }

# patiently SECONDS COMMAND... tries once a second until it succeeds.
patiently() {
    local left=$1
    shift
    until "$@" >/dev/null 2>&1; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        sleep 1
    done
}

readonly SERVICES=(system-controller data-acquisition trading-strategy model-training
    feature-engineering continuous-learning)
readonly OTHERS=(timescaledb kafka simulator)

container() { docker compose ps -a -q "$1" | head -n 1; }

inspect() { docker inspect --format "$2" "$(container "$1")"; }

api() { curl -fsS --max-time 10 "http://127.0.0.1:$PAGE_PORT/api/v1/$1"; }

# status FIELD prints one field of the system's status.
status() { api status | python3 -c "import json,sys; print(json.load(sys.stdin)['$1'])"; }

at_least() { [ "$(status "$1")" -ge "$2" ]; }

healthy() { [ "$(inspect "$1" '{{.State.Health.Status}}')" = healthy ]; }

all_healthy() {
    local each
    for each in "${SERVICES[@]}" "${OTHERS[@]}"; do healthy "$each" || return 1; done
}

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

# db COMMAND... runs a program of the database as its owner.
db() {
    docker compose exec -T timescaledb bash -c \
        'PGPASSWORD=$(<"$POSTGRES_PASSWORD_FILE") PGHOST=127.0.0.1 PGUSER=ats exec "$@"' db "$@"
}

# Whether a text has none of this run's secrets in it.
tells_no_secret() {
    local text secret
    text=$(cat)
    for secret in "$SECRETS"/*; do
        [ ! -s "$secret" ] || ! grep -qF -e "$(<"$secret")" <<<"$text" || return 1
    done
}

# market_time prints the market's now in nanoseconds.
market_time() { printf '%s000000\n' "$(status now)"; }

# Bars for which there is no vector of features: those of the live market from that market time on, but
# for its last ten minutes, and for those that came when their instant was over.
without_features() {
    db psql -d ats -qtAX -c "
        SELECT count(*) FROM bars
        WHERE NOT backfilled AND to_at >= $1
          AND to_at <= (SELECT max(at) - 600000000000 FROM feature_vectors)
          AND learned_at - to_at < 30000000000
          AND NOT EXISTS (SELECT FROM feature_vectors AS vector
                          WHERE vector.at = bars.to_at AND vector.symbol_id = bars.symbol_id)"
}

# Whether features have come so far that it can be told, and none is missing.
every_bar_has_features() {
    local missing
    [ "$(db psql -d ats -qtAX -c "SELECT max(at) > $1 + 1200000000000 FROM feature_vectors")" = t ] || return 1
    missing=$(without_features "$1")
    [ "$missing" = 0 ] || { echo "$missing bars have none"; return 1; }
}

# The containers that make features; several when it is scaled.
replicas() { docker compose ps -q feature-engineering; }

all_replicas_healthy() {
    local id
    [ "$(replicas | wc -l)" -eq "$1" ] || return 1
    for id in $(replicas); do
        [ "$(docker inspect --format '{{.State.Health.Status}}' "$id")" = healthy ] || return 1
    done
}

scale_to() { docker compose up -d --no-build --no-recreate --no-deps --scale "feature-engineering=$1" feature-engineering; }

# learning WHAT SUBJECT asks the controller for it.
learning() {
    curl -fsS -o /dev/null -X POST -H "Authorization: Bearer $(<"$SECRETS/page_token")" \
        -H 'Content-Type: application/json' -d "{\"subject\": \"$2\"}" \
        "http://127.0.0.1:$PAGE_PORT/api/v1/learning/$1"
}

# newest KIND prints the newest job of that kind, and how it stands.
newest() {
    api jobs | python3 -c "
import json, sys
jobs = [job for job in json.load(sys.stdin) if job['kind'] == '$1']
print(*(jobs[0][field] for field in ('id', 'state')) if jobs else ())"
}

dataset_is_over() { [[ $(newest DATASET) =~ \ (DONE|FAILED|CANCELED)$ ]]; }

dataset_is_made() { [[ $(newest DATASET) == *" DONE" ]] || { api jobs | head -c 400; return 1; }; }

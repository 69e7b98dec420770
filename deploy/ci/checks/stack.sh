# Sourced. Starts everything and sees it trade.
# shellcheck shell=bash

readonly LONGEST_START=60 IDLE_MEBIBYTES=1024

echo "stack"
begun=$(date +%s)
check "all is healthy within $LONGEST_START s" \
    docker compose up -d --no-build --wait --wait-timeout "$LONGEST_START"
printf '  note  up and healthy after %s s\n' "$(($(date +%s) - begun))"
check "orders are placed and filled" patiently 120 at_least fills 1
check "at least 20 orders a minute" patiently 120 at_least orders 20
check "the ledger sums to zero" test "$(status ledgerSum)" = 0
check "the page is served" curl -fsS --max-time 10 -o /dev/null "http://127.0.0.1:$PAGE_PORT/"

# tells WORDS COMMAND... wants the words to come while the command goes on telling.
tells() {
    local words=$1
    shift
    timeout 5 "$@" 2>&1 | has -e "$words"
    [ "${PIPESTATUS[1]}" = 0 ]
}

# The same program under its older name.
as_one_word() {
    local program
    program=$(command -v docker-compose || find "${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins" \
        /usr/libexec/docker/cli-plugins -name docker-compose 2>/dev/null | head -n 1)
    [ "$("$program" ps -q | sort)" = "$(docker compose ps -q | sort)" ]
}

# What .env.sample makes of a fresh clone: the whole system with its simulator.
sample_is_enough() {
    local asked
    asked=$(env -u COMPOSE_PROFILES -u COMPOSE_ENV_FILES docker compose --env-file .env.sample config --services | sort | tr '\n' ' ')
    [ "$asked" = "$(printf '%s\n' "${SERVICES[@]}" "${OTHERS[@]}" | sort | tr '\n' ' ')" ] || { echo "$asked"; return 1; }
}

check "docker compose logs -f shows every service's log" tells continuous-learning docker compose logs -f --no-color
check "docker compose logs -f model-training shows that one's" tells model-training docker compose logs -f --no-color model-training
check "docker compose ps names all nine" test "$(docker compose ps -q | wc -l)" = 9
check "docker-compose does the same" as_one_word
check "docker compose exec opens a shell" docker compose exec -T feature-engineering bash -c 'id -u | grep -qx 10001'
check ".env.sample starts all nine" sample_is_enough
check "changes need the token" \
    sh -c "[ \"\$(curl -s -o /dev/null -w '%{http_code}' -X POST http://127.0.0.1:$PAGE_PORT/api/v1/trading/pause)\" = 401 ]"

# What an idle service holds, in MiB.
held() { docker stats --no-stream --format '{{.MemUsage}}' "$(container "$1")" | awk '{print int($1)}'; }

total=0
for each in "${SERVICES[@]}"; do
    mebibytes=$(held "$each")
    total=$((total + mebibytes))
    printf '  note  %s holds %s MiB\n' "$each" "$mebibytes"
done
printf '  note  the six services hold %s MiB together\n' "$total"
check "idle, the six services hold at most $IDLE_MEBIBYTES MiB" test "$total" -le "$IDLE_MEBIBYTES"

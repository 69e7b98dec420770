# Sourced. Starts everything and sees it trade.

readonly LONGEST_START=60

echo "stack"
begun=$(date +%s)
check "all is healthy within $LONGEST_START s" \
    docker compose up -d --no-build --wait --wait-timeout "$LONGEST_START"
printf '  note  up and healthy after %s s\n' "$(($(date +%s) - begun))"
check "orders are placed and filled" patiently 120 at_least fills 1
check "at least 20 orders a minute" patiently 120 at_least orders 20
check "the ledger sums to zero" test "$(status ledgerSum)" = 0
check "the page is served" curl -fsS --max-time 10 -o /dev/null "http://127.0.0.1:$PAGE_PORT/"
check "docker compose logs shows a service's log" \
    sh -c 'docker compose logs --no-color model-training | grep -q model-training'
check "docker compose exec opens a shell" docker compose exec -T feature-engineering bash -c 'id -u | grep -qx 10001'
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

# Processor time from the start of the container to ready, in milliseconds.
cpu_to_ready() {
    local id
    docker compose restart --no-deps "$1" >/dev/null 2>&1
    id=$(container "$1")
    patiently 60 docker exec "$id" /opt/ats/bin/health >/dev/null || return 1
    docker exec "$id" sh -c 'cat /sys/fs/cgroup/cpuacct/cpuacct.usage 2>/dev/null ||
        awk "/usage_usec/ {print \$2 * 1000}" /sys/fs/cgroup/cpu.stat' | awk '{print int($1 / 1000000)}'
}
printf '  note  system-controller is ready after %s ms of processor time\n' "$(cpu_to_ready system-controller)"

# Sourced. How it ends: the broker's books against ours, a stop in good order, a backup that is
# restored by the commands of docs/operating.md, and the same tables on every server.
# shellcheck shell=bash

# The broker's own books against ours, fill by fill and position by position.
books_agree() {
    docker run --rm --network "${COMPOSE_PROJECT_NAME}_database" --read-only --tmpfs /tmp \
        --tmpfs /var/lib/ats:uid=10001,gid=10001 -v "${COMPOSE_PROJECT_NAME}_data:/var/lib/ats/data" \
        -v "$SECRETS/database_password:/run/secrets/database_password:ro" \
        -e ATS_DATABASE_URL=jdbc:postgresql://timescaledb:5432/ats -e ATS_DATABASE_USER=ats \
        -e ATS_DATABASE_PASSWORD_FILE=/run/secrets/database_password "$(image_of simulator)" check
}

# The lines of docs/operating.md that stand indented under a title, as they are, but for the image of
# their tool and the place of the secrets.
lines_under() {
    awk -v title="**$1" 'index($0, title) == 1 {on = 1; next} on && /^\*\*/ {exit} on && /^    / {print substr($0, 5)}' \
        docs/operating.md | sed "s#debian:trixie-slim#$BASE_IMAGE#; s#\bsecrets\b#$SECRETS#g"
}

# follows PAGE_LINES runs them in a folder of their own; the first that fails ends it.
follows() { (cd "$kept" && bash -euo pipefail -c "$1"); }

backup() { follows "$(lines_under Backup)" && [ -s "$kept/ats.dump" ] && [ -s "$kept/models.tgz" ]; }

# All but the start at its end, so that what was restored can be looked at first.
restore() {
    follows "$(lines_under Backup | sed '/^db pg_dump/d; /^pack /d; /^cp /d')
$(lines_under Restore | sed '/^docker compose up/d')"
}

# What every table holds, and the sums of its rows.
contents() {
    local table
    for table in $(db psql -d ats -qtAX -c "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"); do
        printf '%s %s\n' "$table" "$(db psql -d ats -qtAX -c \
            "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM \"$table\" AS t")"
    done
}

stops_well() {
    docker compose stop "$1" >/dev/null 2>&1
    [ "$(inspect "$1" '{{.State.ExitCode}}')" = 143 ] || { inspect "$1" '{{.State.ExitCode}}'; return 1; }
}

# The tests of every store and lock, against this server instead of an embedded one.
stores_work_here() {
    local address
    address=$(inspect timescaledb '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}' | awk '{print $1}')
    db createdb contract || return
    mvn -B -q --no-transfer-progress -pl adapters/postgres -am test -Dsurefire.failIfNoSpecifiedTests=false \
        -Dtest='ats.adapters.postgres.*Test,!LocalDatabaseTest' "-Dats.database.url=jdbc:postgresql://$address:5432/contract" \
        "-Dats.database.password=$SECRETS/database_password"
}

echo "ending"
# Time stands still first, so that nothing is on its way.
docker compose stop simulator >/dev/null 2>&1
sleep 5
check "the broker's books equal ours: no order is lost, none is doubled" books_agree
for each in "${SERVICES[@]}"; do check "$each stops in good order (143)" stops_well "$each"; done

kept=$(mktemp -d)
before=$(contents)
check "the backup of docs/operating.md is made" backup
check "the restore of docs/operating.md works" restore
check "every row is there again" test "$(contents)" = "$before"
check "the broker's books equal the restored ones" books_agree
rm -rf "$kept" "$SECRETS.kept"
check "all is healthy again" docker compose up -d --no-build --wait --wait-timeout 120
check "orders go on after the restore" trades_on

check "every test of the stores holds on this database, with hypertables" stores_work_here

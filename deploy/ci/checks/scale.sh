# Sourced. Three containers for features instead of one: each has a share, none is done twice or left
# out, and one that dies is no loss. It comes late, since features look back over more than a session.
# shellcheck shell=bash

replicas() { docker compose ps -q feature-engineering; }

all_replicas_healthy() {
    local id
    [ "$(replicas | wc -l)" -eq "$1" ] || return 1
    for id in $(replicas); do
        [ "$(docker inspect --format '{{.State.Health.Status}}' "$id")" = healthy ] || return 1
    done
}

scale_to() { docker compose up -d --no-build --no-recreate --no-deps --scale "feature-engineering=$1" feature-engineering; }

# metric CONTAINER NAME prints it whole, or nothing where there is none.
metric() {
    docker exec "$1" bash -c 'exec 3<>/dev/tcp/127.0.0.1/8080
        printf "GET /metrics HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n" >&3; cat <&3' \
        | awk -v name="$2" '$1 == name {print int($2)}'
}

each_publishes() {
    local id
    for id in $(replicas); do
        [ "$(metric "$id" features_published)" -gt 0 ] || return 1
    done
}

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

training_runs() { [[ $(newest TRAINING) == *" RUNNING" ]]; }

each_made_parts() {
    local id
    for id in $(replicas); do
        [ "$(metric "$id" features_parts_done)" -gt 0 ] || return 1
    done
}

# made_in prints the milliseconds in which another dataset is made, asked for by a training that is
# not waited for.
made_in() {
    local before begun tries
    before=$(newest DATASET)
    begun=$(date +%s%N)
    learning train "" || return
    for ((tries = 0; tries < 900; tries++)); do
        if [ "$(newest DATASET)" != "$before" ] && dataset_is_over; then
            dataset_is_made >/dev/null && printf '%s\n' "$((($(date +%s%N) - begun) / 1000000))"
            patiently 30 training_runs && learning cancel "$(newest TRAINING | cut -d ' ' -f 1)"
            return
        fi
        sleep 0.2
    done
    return 1
}

echo "scale"
from=$(market_time)
check "three containers for features are started" scale_to 3
check "all three are healthy" patiently 90 all_replicas_healthy 3
check "each of the three has its share" patiently 90 each_publishes
check "every bar has its features, also those of the time in which they joined" \
    patiently 90 every_bar_has_features "$from"
patiently 120 dataset_is_over
before=$(newest DATASET)
check "a training is asked for" learning train ""
another_dataset() { [ "$(newest DATASET)" != "$before" ] && dataset_is_over; }
patiently 180 another_dataset
check "its dataset is made" dataset_is_made
check "each of the three made parts of it" each_made_parts
# so that what follows has the processors for itself
patiently 30 training_runs && learning cancel "$(newest TRAINING | cut -d ' ' -f 1)"

# The same dataset by three and by one of them, while the market stands still.
docker pause "$(container simulator)" >/dev/null
three=$(made_in)
mapfile -t others < <(replicas | tail -n 2)
docker stop "${others[@]}" >/dev/null
one=$(made_in)
docker start "${others[@]}" >/dev/null
docker unpause "$(container simulator)" >/dev/null
printf '  note  a dataset is made in %s ms by three, in %s ms by one\n' "${three:-no}" "${one:-no}"
check "three make it faster than one" test "${three:-999999}" -lt "${one:-0}"
check "all three are healthy again" patiently 90 all_replicas_healthy 3

from=$(market_time)
docker kill "$(replicas | tail -n 1)" >/dev/null
check "orders go on with two of three" trades_on
check "every bar has its features, also those that the third had begun with" patiently 90 every_bar_has_features "$from"
scale_to 1 >/dev/null 2>&1
check "one goes on alone" patiently 60 all_replicas_healthy 1
check "every bar has its features" patiently 90 every_bar_has_features "$from"

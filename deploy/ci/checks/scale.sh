# Sourced. Three containers for features instead of one: each has a share, none is done twice or left
# out, and one that dies is no loss. It comes late, since features look back over more than a session.
# shellcheck shell=bash

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

training_is_out() { [[ $(newest TRAINING) =~ \ (RUNNING|FAILED)$ ]]; }

training_runs() { [[ $(newest TRAINING) == *" RUNNING" ]]; }

each_made_parts() {
    local id
    for id in $(replicas); do
        [ "$(metric "$id" features_parts_done)" -gt 0 ] || return 1
    done
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
patiently 30 training_is_out && training_runs && learning cancel "$(newest TRAINING | cut -d ' ' -f 1)"

from=$(market_time)
docker kill "$(replicas | tail -n 1)" >/dev/null
check "orders go on with two of three" trades_on
check "every bar has its features, also those that the third had begun with" patiently 90 every_bar_has_features "$from"
scale_to 1 >/dev/null 2>&1
check "one goes on alone" patiently 60 all_replicas_healthy 1
check "every bar has its features" patiently 90 every_bar_has_features "$from"

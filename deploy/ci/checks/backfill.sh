# Sourced. A dataset of a long history, made by one container for features and by three of them, and a
# model that is trained of it. Few symbols and no other work: where much goes on they share the
# processors with it.
# shellcheck shell=bash

training_is() { [[ $(newest TRAINING) == *" $1" ]]; }

# Of the training that a dataset was made for: nobody is there to do it, and while it waits no other
# is begun.
drop_training() {
    patiently 20 training_is QUEUED && learning cancel "$(newest TRAINING | cut -d ' ' -f 1)" \
        && patiently 20 training_is CANCELED
}

dataset_is_another() { [ "$(newest DATASET | cut -d ' ' -f 1)" != "$1" ]; }

# remade prints the milliseconds in which another dataset is made, asked for by a training.
remade() {
    local before begun
    before=$(newest DATASET | cut -d ' ' -f 1)
    begun=$(date +%s%N)
    learning train "" && patiently 10 dataset_is_another "$before" || return
    until dataset_is_over; do
        [ "$(date +%s%N)" -lt "$((begun + 120000000000))" ] || return
        sleep 0.1
    done
    dataset_is_made >/dev/null || return
    printf '%s\n' "$((($(date +%s%N) - begun) / 1000000))"
    drop_training
}

# best_of_four prints the least that it takes, by those who have done it before.
best_of_four() { { remade && remade && remade && remade; } | sort -n | head -n 1; }

# trains prints how a training ends in its container, with the library's own code in it.
trains() {
    docker compose start model-training >/dev/null 2>&1
    patiently 60 healthy model-training && learning train "" || return
    patiently 60 training_is RUNNING
    patiently 240 training_is_over
    newest TRAINING | cut -d ' ' -f 2
}

training_is_over() { training_is DONE || training_is FAILED || training_is CANCELED; }

# Prints what it takes one, what it takes three, and how a training ends.
backfills() (
    local said
    export COMPOSE_PROJECT_NAME=ats-backfill
    export ATS_DEMONSTRATION_SYMBOLS=24 ATS_DEMONSTRATION_HISTORY=100 ATS_DEMONSTRATION_SPEED=1
    trap 'docker compose down --volumes --timeout 5 >/dev/null 2>&1' EXIT
    said=$(docker compose up -d --no-build --wait --wait-timeout 180 2>&1) || { tail -n 3 <<<"$said" >&2; exit 1; }
    docker compose stop model-training >/dev/null 2>&1
    # the first, which every system begins with
    patiently 120 dataset_is_over
    drop_training || exit
    best_of_four
    scale_to 3 >/dev/null 2>&1
    patiently 90 all_replicas_healthy 3
    best_of_four
    trains
)

echo "back-fill"
mapfile -t took < <(backfills)
printf '  note  a dataset is made in %s ms by one, in %s ms by three\n' "${took[0]:-no}" "${took[1]:-no}"
check "three make it faster than one" test "${took[1]:-999999}" -lt "${took[0]:-0}"
check "a model is trained in its container" test "${took[2]:-}" = DONE

# Sourced. What can be seen from outside: the page as a browser draws it, the API's answers, and that
# nothing but the controller's port answers. Both are kept in target/containers.
# shellcheck shell=bash

readonly SEEN=target/containers

page_is_drawn() {
    python3 deploy/ci/checks/look.py "http://127.0.0.1:$PAGE_PORT/" "$SEEN" && grep -qi synthetic "$SEEN/page.html"
}

api_answers() {
    local what
    for what in status services orders positions models jobs features learning; do
        api "$what" >"$SEEN/$what.json" || { echo "$what does not answer"; return 1; }
        python3 -m json.tool "$SEEN/$what.json" >/dev/null || return
    done
}

# Every port that Docker opened on this machine for us, one a line.
published() {
    docker ps --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME" --format '{{.Ports}}' \
        | tr ',' '\n' | grep -e '->' | sed 's/->.*//; s/ //g'
}

only_the_page_is_published() { [ "$(published)" = "127.0.0.1:$PAGE_PORT" ] || { published; return 1; }; }

echo "from outside"
mkdir -p "$SEEN"
check "a browser draws the page ($SEEN/page.png)" page_is_drawn
check "the API answers" api_answers
check "one port is open, on this machine alone" only_the_page_is_published
for address in $(hostname -I); do
    refuses "port $PAGE_PORT does not answer at $address" \
        timeout 2 bash -c "exec 3<>/dev/tcp/$address/$PAGE_PORT"
done

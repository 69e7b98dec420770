# Sourced. Finds Docker with Compose and BuildKit, or installs and starts it (Debian bookworm or
# later); what was started here is stopped by docker_stop, by its process id.
# shellcheck shell=bash

CONTAINER_CACHE=${CONTAINER_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/ats-containers}
dockerd_pid=

docker_says() { printf 'docker: %s\n' "$*" >&2; }

docker_as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

# The Debian mirror that this machine already uses.
debian_mirror() {
    local found
    found=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null \
        | grep -oE 'https?://[^ ]+/debian/?( |$)' | head -n 1 | tr -d ' ') || true
    printf '%s\n' "${found:-http://deb.debian.org/debian}"
}

# The mirror of Debian's security updates that this machine already uses.
debian_security_mirror() {
    local found
    found=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null \
        | grep -oE 'https?://[^ ]+/debian-security/?( |$)' | head -n 1 | tr -d ' ') || true
    printf '%s\n' "${found:-http://deb.debian.org/debian-security}"
}

docker_packages() {
    local missing=()
    command -v dockerd >/dev/null || missing+=(docker.io iptables)
    command -v debootstrap >/dev/null || missing+=(debootstrap)
    [ "${#missing[@]}" -gt 0 ] || return 0
    command -v apt-get >/dev/null \
        || { docker_says "please install Docker 24 or later with Compose v2"; return 1; }
    docker_says "installing ${missing[*]}"
    docker_as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive docker_as_root apt-get install -qq -y \
        --no-install-recommends "${missing[@]}" >/dev/null
}

# Compose v2 and buildx are not in bookworm; trixie's two programs run there as they are. They go
# into a configuration of their own, so that the user's stays as it is.
docker_plugins() {
    docker compose version >/dev/null 2>&1 && docker buildx version >/dev/null 2>&1 && return
    local plugins=$CONTAINER_CACHE/config/cli-plugins lists=$CONTAINER_CACHE/apt
    export DOCKER_CONFIG=$CONTAINER_CACHE/config
    if [ ! -x "$plugins/docker-compose" ] || [ ! -x "$plugins/docker-buildx" ]; then
        docker_says "fetching Compose v2 and buildx from Debian trixie"
        mkdir -p "$plugins" "$lists/lists/partial" "$lists/cache/archives/partial" "$lists/unpacked"
        printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s trixie main\n' \
            "$(debian_mirror)" >"$lists/sources.list"
        local apt=(-o "Dir::Etc::sourcelist=$lists/sources.list" -o Dir::Etc::sourceparts=-
            -o "Dir::State::lists=$lists/lists" -o "Dir::Cache=$lists/cache"
            -o Dir::Etc::preferencesparts=- -o APT::Sandbox::User=root)
        apt-get "${apt[@]}" update -qq
        (cd "$lists" && apt-get "${apt[@]}" download -qq docker-compose docker-buildx)
        local package
        for package in "$lists"/docker-*.deb; do
            dpkg-deb -x "$package" "$lists/unpacked"
            rm "$package"
        done
        find "$lists/unpacked" -type f -path '*cli-plugins/docker-*' -exec cp -t "$plugins" {} +
        rm -rf "$lists"
    fi
    docker compose version >/dev/null && docker buildx version >/dev/null
}

docker_start() {
    docker info >/dev/null 2>&1 && return
    docker_says "starting dockerd; it ends with this script"
    mkdir -p "$CONTAINER_CACHE"
    local start=(dockerd) waited
    [ "$(id -u)" -eq 0 ] || start=(sudo -n dockerd)
    # itself, not by a function: that would be a shell with a process id of its own
    "${start[@]}" >"$CONTAINER_CACHE/dockerd.log" 2>&1 &
    dockerd_pid=$!
    for ((waited = 0; waited < 60; waited++)); do
        docker info >/dev/null 2>&1 && return
        kill -0 "$dockerd_pid" 2>/dev/null || break
        sleep 1
    done
    docker_says "dockerd does not start; its last words:"
    tail -n 20 "$CONTAINER_CACHE/dockerd.log" >&2
    return 1
}

docker_ready() { docker_packages && docker_start && docker_plugins; }

docker_stop() {
    [ -n "$dockerd_pid" ] || return 0
    docker_as_root kill "$dockerd_pid" 2>/dev/null
    wait "$dockerd_pid" 2>/dev/null
    dockerd_pid=
}

#!/usr/bin/env bash
# Makes the images that others are built on from Debian's packages and this machine's JDK, for
# places from which no image can be pulled:
#   ats-local/base:trixie   a minimal Debian
#   ats-local/jdk:25        the same with JDK 25
#   ats-local/maven:25      the same with Maven, asked for by `local-base.sh maven`
# What is there already is left alone; `local-base.sh --again` makes all anew. The Debian is kept
# as a tar file in CONTAINER_CACHE.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=deploy/ci/docker.sh
. deploy/ci/docker.sh

readonly SUITE=trixie BASE=ats-local/base:trixie JDK=ats-local/jdk:25 MAVEN=ats-local/maven:25
readonly ROOTFS=$CONTAINER_CACHE/$SUITE.tar

work=$(mktemp -d)
trap 'docker_as_root rm -rf "$work"; docker_stop' EXIT
docker_ready

has() { docker image inspect "$1" >/dev/null 2>&1; }

# A root file system without documents, lists, logs and this machine's names.
make_rootfs() {
    local rootfs=$work/rootfs mirror
    mirror=$(debian_mirror)
    echo "base: debootstrap $SUITE from $mirror (about a minute)"
    docker_as_root debootstrap --variant=minbase --include=ca-certificates \
        "$SUITE" "$rootfs" "$mirror" >"$work/debootstrap.log" \
        || { tail -n 5 "$work/debootstrap.log" >&2; exit 1; }
    docker_as_root tee "$rootfs/etc/apt/sources.list" >/dev/null <<SOURCES
deb $mirror $SUITE main
deb $mirror $SUITE-updates main
deb $(debian_security_mirror) $SUITE-security main
SOURCES
    docker_as_root tee "$rootfs/etc/apt/apt.conf.d/90slim" >/dev/null <<'APT'
APT::Install-Recommends "false";
APT::Get::Assume-Yes "true";
Acquire::Languages "none";
APT
    docker_as_root tee "$rootfs/etc/dpkg/dpkg.cfg.d/90slim" >/dev/null <<'DPKG'
path-exclude=/usr/share/doc/*
path-include=/usr/share/doc/*/copyright
path-exclude=/usr/share/man/*
path-exclude=/usr/share/info/*
path-exclude=/usr/share/locale/*
DPKG
    local gone=(var/lib/apt/lists var/cache/apt usr/share/man usr/share/info usr/share/locale
        etc/resolv.conf etc/hostname)
    docker_as_root rm -rf "${gone[@]/#/$rootfs/}"
    docker_as_root find "$rootfs/usr/share/doc" ! -name copyright ! -type d -delete
    docker_as_root find "$rootfs/var/log" "$rootfs/var/cache" -type f -delete
    docker_as_root mkdir -p "$rootfs/var/lib/apt/lists/partial" \
        "$rootfs/var/cache/apt/archives/partial" "$rootfs/usr/share/man/man1"
    docker_as_root truncate -s 0 "$rootfs/etc/machine-id"
    docker_as_root tar -C "$rootfs" --numeric-owner --sort=name --mtime=2026-01-01 -c . \
        >"$work/rootfs.tar"
    mkdir -p "$CONTAINER_CACHE"
    mv "$work/rootfs.tar" "$ROOTFS"
}

make_base() {
    [ -s "$ROOTFS" ] || make_rootfs
    docker import -c 'CMD ["/bin/bash"]' "$ROOTFS" "$BASE" >/dev/null
    echo "base: $BASE"
}

jdk_home() {
    local home
    for home in "${JAVA_HOME:-}" "${ATS_JAVA_HOME:-}" /usr/lib/jvm/* /opt/*; do
        if [ -x "$home/bin/javac" ] && grep -qs '^JAVA_VERSION="25[."]' "$home/release"; then
            printf '%s\n' "$home"
            return
        fi
    done
    echo "base: no JDK 25 found; set JAVA_HOME to one" >&2
    return 1
}

# jlink compares every file with its sum, so only the sources stay behind. Links out of the JDK (its
# trust store, Debian's configuration) are followed: a copy must stand alone.
make_jdk() {
    local home
    home=$(jdk_home)
    mkdir -p "$work/jdk"
    tar -C "$home" --exclude=./lib/src.zip -ch . | tar -C "$work/jdk" -x
    printf '%s\n' "FROM $BASE" 'COPY . /opt/java/openjdk' \
        'ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
        | docker buildx build --quiet --load -t "$JDK" -f - "$work/jdk" >/dev/null
    echo "base: $JDK from $home"
}

make_maven() {
    mkdir -p "$work/none"
    printf '%s\n' "FROM $JDK" \
        'RUN apt-get update -qq && apt-get install -qq --no-install-recommends maven >/dev/null && rm -rf /var/lib/apt/lists/*' \
        | docker buildx build --quiet --load -t "$MAVEN" -f - "$work/none" >/dev/null
    echo "base: $MAVEN"
}

again= maven=
for word in "$@"; do
    case $word in
        --again) again=yes ;;
        maven) maven=yes ;;
        *) echo "usage: local-base.sh [--again] [maven]" >&2; exit 64 ;;
    esac
done
[ -z "$again" ] || rm -f "$ROOTFS"
if [ -n "$again" ] || ! has "$BASE"; then make_base; fi
if [ -n "$again" ] || ! has "$JDK"; then make_jdk; fi
if [ -n "$maven" ] && { [ -n "$again" ] || ! has "$MAVEN"; }; then make_maven; fi

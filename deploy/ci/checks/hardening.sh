# Sourced. The items of the CIS Docker benchmark 1.6.0, sections 4 (images) and 5 (containers), that
# a program can look at, by their numbers. Each is also asked of an image or a container that was
# made soft on purpose, and has to fail there.
# shellcheck shell=bash

# --- section 4 ----------------------------------------------------------------------------------

readonly IMAGE_ITEMS=(4.1 4.6 4.7 4.8 4.9 4.10)

# What an item asks of an image; true is good.
cis_image() {
    local image=$2
    says() { docker image inspect --format "$1" "$image"; }
    steps() { docker history --no-trunc --format '{{.CreatedBy}}' "$image"; }
    case $1 in
        4.1) case $(says '{{.Config.User}}') in '' | 0 | 0:* | root*) return 1 ;; esac ;;
        4.6) [ "$(says '{{if .Config.Healthcheck}}{{index .Config.Healthcheck.Test 0}}{{end}}')" = CMD ] ;;
        4.7) ! steps | grep -E 'apt-get update' | has -vE 'apt-get (-[^ ]+ )*(install|upgrade)' ;;
        4.8) [ -z "$(docker run --rm --network none --user 0 --entrypoint find "$image" \
            / -xdev -perm /6000 -type f)" ] ;;
        4.9) ! steps | has -E '^(/bin/sh -c #\(nop\) +)?ADD ' ;;
        4.10) tells_no_secret <<<"$(steps) $(says '{{json .Config}}')" ;;
    esac
}

image_words() {
    case $1 in
        4.1) echo "the image's user is not root" ;;
        4.6) echo "the image has a health check" ;;
        4.7) echo "no update of packages that nothing is installed after" ;;
        4.8) echo "no setuid or setgid file" ;;
        4.9) echo "files are copied, not added" ;;
        4.10) echo "no secret in layers or settings" ;;
    esac
}

make_soft_image() {
    local context
    context=$(mktemp -d)
    {
        echo "FROM $(image_of system-controller)"
        echo 'USER root'
        echo 'RUN : apt-get update'
        echo 'RUN cp /bin/true /soft && chmod u+s /soft'
        echo 'ADD Dockerfile /'
        echo 'HEALTHCHECK NONE'
        echo "ENV SOFT=$(<"$SECRETS/page_token")"
    } >"$context/Dockerfile"
    docker buildx build --quiet --load -t ats/soft:latest "$context" >/dev/null
    rm -r "$context"
}

# --- section 5 ----------------------------------------------------------------------------------

readonly ITEMS=(5.1 5.4 5.5 5.6 5.7 5.8 5.9 5.10 5.11 5.12 5.13 5.14 5.15 5.16 5.17 5.18 5.19 5.20
    5.21 5.22 5.23 5.24 5.25 5.26 5.27 5.29 5.30 5.31 5.32 tag logs written)

# What an item asks of a container; true is good.
cis() {
    local id=$2 asked
    says() { docker inspect --format "$1" "$id"; }
    ports() { says "{{range \$p, \$b := .HostConfig.PortBindings}}{{range \$b}}$1{{\"\\n\"}}{{end}}{{end}}" | sed '/^$/d'; }
    mounts() { says "{{range .Mounts}}{{.$1}}{{\"\\n\"}}{{end}}"; }
    case $1 in
        5.1) [ "$(docker info --format '{{.Swarm.LocalNodeState}}')" = inactive ] ;;
        5.4) [ "$(says '{{.HostConfig.CapDrop}} {{.HostConfig.CapAdd}}')" = '[ALL] []' ] ;;
        5.5) [ "$(says '{{.HostConfig.Privileged}}')" = false ] ;;
        5.6) ! mounts Source | has -xE '/|/(boot|dev|etc|lib|proc|sys|usr)(/.*)?' ;;
        5.7) asked=$(docker exec "$id" sh -c 'cat /proc/[0-9]*/comm; echo end' 2>/dev/null) \
            && grep -qx end <<<"$asked" && ! grep -qx sshd <<<"$asked" ;;
        5.8) ports '{{.HostPort}}' | awk '$1 < 1024 {low = 1} END {exit low}' ;;
        5.9) ! ports '{{$p}}' | has -vx 8080/tcp ;;
        5.10) [ "$(says '{{.HostConfig.NetworkMode}}')" != host ] ;;
        5.11) [ "$(says '{{.HostConfig.Memory}}')" -gt 0 ] ;;
        5.12) [ "$(says '{{.HostConfig.NanoCpus}}')" -gt 0 ] ;;
        5.13) [ "$(says '{{.HostConfig.ReadonlyRootfs}}')" = true ] ;;
        5.14) ! ports '[{{.HostIp}}]' | has -vxF '[127.0.0.1]' ;;
        # it wants an end after five failures; one who trades has to come back also after the host did
        5.15) case $(says '{{.HostConfig.RestartPolicy.Name}}') in unless-stopped | on-failure) ;; *) false ;; esac ;;
        5.16) [ "$(says '{{.HostConfig.PidMode}}')" != host ] ;;
        5.17) [ "$(says '{{.HostConfig.IpcMode}}')" != host ] ;;
        5.18) [ "$(says '{{len .HostConfig.Devices}}')" = 0 ] ;;
        5.19) [ "$(says '{{len .HostConfig.Ulimits}}')" = 0 ] ;;
        5.20) ! mounts Propagation | has -x 'r\?shared' ;;
        5.21) [ "$(says '{{.HostConfig.UTSMode}}')" != host ] ;;
        5.22) ! says '{{.HostConfig.SecurityOpt}}' | has seccomp=unconfined \
            && docker exec "$id" grep -q '^Seccomp:.*2' /proc/1/status ;;
        5.23) asked=$(docker exec "$id" grep ^CapEff /proc/self/status | awk '{print $2}') \
            && [ "$asked" = 0000000000000000 ] ;;
        5.24) asked=$(docker exec "$id" id -u) && [ "$asked" -gt 0 ] ;;
        5.25) [ -z "$(says '{{.HostConfig.CgroupParent}}')" ] ;;
        5.26) says '{{.HostConfig.SecurityOpt}}' | has no-new-privileges \
            && docker exec "$id" grep -q '^NoNewPrivs:.*1' /proc/1/status ;;
        5.27) [ "$(says '{{if .State.Health}}{{.State.Health.Status}}{{end}}')" = healthy ] ;;
        5.29) asked=$(says '{{.HostConfig.PidsLimit}}') && [ "$asked" != '<nil>' ] && [ "$asked" -gt 0 ] ;;
        5.30) ! says '{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{"\n"}}{{end}}' | has -x bridge ;;
        5.31) [ "$(says '{{.HostConfig.UsernsMode}}')" != host ] ;;
        5.32) ! mounts Source | has 'docker\.sock' ;;
        tag) ! says '{{.Config.Image}}' | has -E '(:latest|^[^:]+)$' ;;
        logs) [ -n "$(says '{{index .HostConfig.LogConfig.Config "max-size"}}')" ] ;;
        written) asked=$(docker exec "$id" sh -c '(echo >/opt/soft) 2>/dev/null && echo yes || echo no') \
            && [ "$asked" = no ] ;;
        *) echo "no item $1"; return 2 ;;
    esac
}

words() {
    case $1 in
        5.1) echo "no swarm where none is needed" ;;
        5.4) echo "no capability of the kernel" ;;
        5.5) echo "not privileged" ;;
        5.6) echo "no folder of the host's system" ;;
        5.7) echo "no ssh server" ;;
        5.8) echo "no port below 1024" ;;
        5.9) echo "no port but the page's" ;;
        5.10) echo "a network of its own" ;;
        5.11) echo "memory is limited" ;;
        5.12) echo "processors are limited" ;;
        5.13) echo "the root file system is read-only" ;;
        5.14) echo "ports are bound to this machine alone" ;;
        5.15) echo "it is started again when it fails, and stays stopped when it was stopped" ;;
        5.16) echo "processes of its own" ;;
        5.17) echo "no shared memory of the host" ;;
        5.18) echo "no device" ;;
        5.19) echo "the usual limits of files and processes" ;;
        5.20) echo "mounts are not propagated" ;;
        5.21) echo "a host name of its own" ;;
        5.22) echo "system calls are filtered" ;;
        5.23) echo "commands run in it have no capability" ;;
        5.24) echo "commands run in it are not root's" ;;
        5.25) echo "the usual control group" ;;
        5.26) echo "no new privileges" ;;
        5.27) echo "its health is known and good" ;;
        5.29) echo "processes are limited" ;;
        5.30) echo "not on Docker's own bridge" ;;
        5.31) echo "users are not the host's" ;;
        5.32) echo "Docker's socket is not inside" ;;
        tag) echo "the image has a tag of its own" ;;
        logs) echo "logs are rotated" ;;
        written) echo "programs cannot be written" ;;
    esac
}

soft=
softer=
privileged=yes
shared=

# As soft as this machine lets one be; where it has not all rights itself it can give none away. Two,
# since what shares the host's network has no bridge.
make_soft() {
    local most=(-d --name ats-soft --user 0 --pid host --ipc host --uts host --security-opt seccomp=unconfined
        --ulimit nofile=1024 --device /dev/null:/dev/soft -v /etc:/host:ro
        -v /var/run/docker.sock:/docker.sock -p 1023:1023 --entrypoint /bin/sh)
    local acts='cp /bin/sleep /tmp/sshd && exec /tmp/sshd 600'
    if ! soft=$(docker run --privileged "${most[@]}" ats/soft:latest -c "$acts" 2>/dev/null); then
        docker rm -f ats-soft >/dev/null 2>&1
        privileged=no
        soft=$(docker run "${most[@]}" ats/soft:latest -c "$acts") || return
    fi
    shared=$(mktemp -d)
    docker_as_root mount -t tmpfs soft "$shared" && docker_as_root mount --make-shared "$shared" || return
    softer=$(docker run -d --network host --userns host --cgroup-parent /ats-soft -v "$shared:/shared:shared" \
        --entrypoint sleep ats/soft:latest 600)
}

unmake_soft() {
    docker rm -f "$soft" "$softer" >/dev/null 2>&1
    docker rmi ats/soft:latest >/dev/null
    docker_as_root umount "$shared" && rmdir "$shared"
}

# The one that an item has to fail for; nothing where none can be made, and says why on stderr.
soft_for() {
    case $1 in
        5.1) echo "a swarm is the whole host's" >&2 ;;
        5.5) if [ "$privileged" = yes ]; then echo "$soft"; else
            echo "this machine has not the rights that it would give away" >&2; fi ;;
        5.10 | 5.20 | 5.25 | 5.31) echo "$softer" ;;
        *) echo "$soft" ;;
    esac
}

# all_have ITEM WORDS JUDGE OF: JUDGE finds the item in what OF names, for every service.
all_have() {
    local each bad=
    for each in "${SERVICES[@]}" "${OTHERS[@]}"; do
        "$3" "$1" "$("$4" "$each")" >/dev/null 2>&1 || bad="$bad $each"
    done
    if [ -z "$bad" ]; then ok "CIS $1: $2"; else fails "CIS $1: $2" "$bad"; fi
}

echo "hardening"
check "a soft image is made" make_soft_image
for item in "${IMAGE_ITEMS[@]}"; do
    all_have "$item" "$(image_words "$item")" cis_image image_of
    refuses "CIS $item fails for a soft image" cis_image "$item" ats/soft:latest
done
for item in "${ITEMS[@]}"; do
    all_have "$item" "$(words "$item")" cis container
done
make_soft
check "soft containers are made" docker inspect "$soft" "$softer"
for item in "${ITEMS[@]}"; do
    if target=$(soft_for "$item" 2>&1) && [[ $target =~ ^[0-9a-f]{64}$ ]]; then
        refuses "CIS $item fails for a soft container" cis "$item" "$target"
    else
        printf '  note  CIS %s is not shown to fail: %s\n' "$item" "$target"
    fi
done
unmake_soft
printf '  note  CIS 5.2 and 5.3 (AppArmor, SELinux) need a kernel that has them: %s\n' \
    "$(docker info --format '{{.SecurityOptions}}')"
printf '  note  CIS 4.5 and 4.12 (signed images) need a registry that signs\n'

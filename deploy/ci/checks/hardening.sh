# Sourced. The items of the CIS Docker benchmark's section 5 that a program can look at, by their
# numbers, over every container. Each is also asked of a container that was made soft on purpose,
# and has to fail there.

soft=
privileged=yes

# What an item asks of a container's id; true is good.
cis() {
    local id=$2 asked
    says() { docker inspect --format "$1" "$id"; }
    case $1 in
        5.3) [ "$(says '{{.HostConfig.CapDrop}}')" = '[ALL]' ] && [ "$(says '{{.HostConfig.CapAdd}}')" = '[]' ] ;;
        5.4) [ "$(says '{{.HostConfig.Privileged}}')" = false ] ;;
        5.5) ! says '{{range .Mounts}}{{.Source}}{{"\n"}}{{end}}' | grep -qxE '/|/boot|/dev|/etc|/lib|/proc|/sys|/usr' ;;
        5.6) asked=$(docker exec "$id" sh -c 'cat /proc/[0-9]*/comm 2>/dev/null; echo end') \
            && grep -qx end <<<"$asked" && ! grep -qx sshd <<<"$asked" ;;
        5.7) ! says '{{range $p, $b := .HostConfig.PortBindings}}{{range $b}}{{.HostPort}}{{"\n"}}{{end}}{{end}}' \
            | awk '$1 != "" && $1 < 1024 {found = 1} END {exit !found}' ;;
        5.8) [ -z "$(says '{{range $p, $b := .HostConfig.PortBindings}}{{$p}} {{end}}')" ] \
            || [ "$(says '{{range $p, $b := .HostConfig.PortBindings}}{{$p}}{{end}}')" = 8080/tcp ] ;;
        5.9) [ "$(says '{{.HostConfig.NetworkMode}}')" != host ] ;;
        5.10) [ "$(says '{{.HostConfig.Memory}}')" -gt 0 ] ;;
        5.11) [ "$(says '{{.HostConfig.NanoCpus}}')" -gt 0 ] ;;
        5.12) [ "$(says '{{.HostConfig.ReadonlyRootfs}}')" = true ] ;;
        5.13) ! says '{{range $p, $b := .HostConfig.PortBindings}}{{range $b}}{{.HostIp}}{{"\n"}}{{end}}{{end}}' \
            | grep -qxE '0\.0\.0\.0|::' && ! says '{{range $p, $b := .HostConfig.PortBindings}}{{range $b}}[{{.HostIp}}]{{end}}{{end}}' | grep -q '\[\]' ;;
        5.14) case $(says '{{.HostConfig.RestartPolicy.Name}}') in unless-stopped | on-failure) ;; *) false ;; esac ;;
        5.15) [ "$(says '{{.HostConfig.PidMode}}')" != host ] ;;
        5.16) [ "$(says '{{.HostConfig.IpcMode}}')" != host ] ;;
        5.17) [ "$(says '{{len .HostConfig.Devices}}')" = 0 ] ;;
        5.18) [ "$(says '{{len .HostConfig.Ulimits}}')" = 0 ] ;;
        5.19) ! says '{{range .Mounts}}{{.Propagation}}{{"\n"}}{{end}}' | grep -qx shared ;;
        5.20) [ "$(says '{{.HostConfig.UTSMode}}')" != host ] ;;
        5.21) ! says '{{.HostConfig.SecurityOpt}}' | grep -q seccomp=unconfined \
            && docker exec "$id" grep -q '^Seccomp:.*2' /proc/1/status ;;
        5.22) asked=$(docker exec "$id" sh -c 'grep ^CapEff /proc/1/status' | awk '{print $2}') && [ "$asked" = 0000000000000000 ] ;;
        5.23 | 4.1) asked=$(docker exec "$id" id -u) && [ "$asked" -gt 0 ] ;;
        5.24) [ -z "$(says '{{.HostConfig.CgroupParent}}')" ] ;;
        5.25) says '{{.HostConfig.SecurityOpt}}' | grep -q no-new-privileges \
            && docker exec "$id" grep -q '^NoNewPrivs:.*1' /proc/1/status ;;
        5.26) [ "$(says '{{if .State.Health}}{{.State.Health.Status}}{{end}}')" = healthy ] ;;
        5.28) [ "$(says '{{.HostConfig.PidsLimit}}')" != '<nil>' ] && [ "$(says '{{.HostConfig.PidsLimit}}')" -gt 0 ] ;;
        5.29) ! says '{{range $n, $c := .NetworkSettings.Networks}}{{$n}}{{"\n"}}{{end}}' | grep -qx bridge ;;
        5.30) [ "$(says '{{.HostConfig.UsernsMode}}')" != host ] ;;
        5.31) ! says '{{range .Mounts}}{{.Source}}{{"\n"}}{{end}}' | grep -q docker.sock ;;
        4.5) ! says '{{.Config.Image}}' | grep -q ':latest$' ;;
        4.10) ! says '{{json .Config.Env}}' | grep -qE '(PASSWORD|TOKEN|KEY|SECRET)[A-Z_]*=[^"/]' ;;
        logs) says '{{index .HostConfig.LogConfig.Config "max-size"}}' | grep -q . ;;
        tmp) asked=$(docker exec "$id" sh -c '(echo >/opt/soft) 2>/dev/null && echo written || echo refused') \
            && [ "$asked" = refused ] ;;
        *) echo "no item $1"; return 2 ;;
    esac
}

words() {
    case $1 in
        4.1) echo "the program does not run as root" ;;
        4.5) echo "the image is named by a tag of its own" ;;
        4.10) echo "no secret stands in the environment" ;;
        5.3) echo "no capability of the kernel" ;;
        5.4) echo "not privileged" ;;
        5.5) echo "no folder of the host's system" ;;
        5.6) echo "no ssh server" ;;
        5.7) echo "no port below 1024" ;;
        5.8) echo "no port but the page's" ;;
        5.9) echo "a network of its own" ;;
        5.10) echo "memory is limited" ;;
        5.11) echo "processors are limited" ;;
        5.12) echo "the root file system is read-only" ;;
        5.13) echo "ports are bound to this machine alone" ;;
        5.14) echo "it is started again when it fails" ;;
        5.15) echo "processes of its own" ;;
        5.16) echo "no shared memory of the host" ;;
        5.17) echo "no device" ;;
        5.18) echo "the usual limits of files and processes" ;;
        5.19) echo "mounts are not propagated" ;;
        5.20) echo "a host name of its own" ;;
        5.21) echo "system calls are filtered" ;;
        5.22) echo "no capability is in effect" ;;
        5.23) echo "commands run in it are not root's" ;;
        5.24) echo "the usual control group" ;;
        5.25) echo "no new privileges" ;;
        5.26) echo "its health is known and good" ;;
        5.28) echo "processes are limited" ;;
        5.29) echo "not on Docker's own bridge" ;;
        5.30) echo "users are not the host's" ;;
        5.31) echo "Docker's socket is not inside" ;;
        logs) echo "logs are rotated" ;;
        tmp) echo "programs cannot be written" ;;
    esac
}

readonly ITEMS=(4.1 4.5 4.10 5.3 5.4 5.5 5.6 5.7 5.8 5.9 5.10 5.11 5.12 5.13 5.14 5.15 5.16 5.17
    5.18 5.19 5.20 5.21 5.22 5.23 5.24 5.25 5.26 5.28 5.29 5.30 5.31 logs tmp)

# Those that one soft container cannot show at once, or that this kernel lets nobody break.
cannot_be_soft() {
    case $1 in
        5.9 | 5.29) [ "$1" = 5.9 ] && echo "a container on the host's network has no bridge; 5.29 shows the bridge" ;;
        5.24) echo "another control group needs one that exists on the host" ;;
        5.4) [ "$privileged" = no ] && echo "this machine has not the rights that it would give away" ;;
        5.30) echo "user namespaces are off in this Docker, so none can be left" ;;
        5.19) echo "a shared mount needs a shared parent on the host" ;;
        5.6) echo "no ssh server is in these images to be started" ;;
        *) return 1 ;;
    esac
}

# As soft as this machine lets one be; where it has not all rights itself it can give none away.
make_soft() {
    local most=(-d --name ats-soft --user 0 --pid host --ipc host --uts host --security-opt seccomp=unconfined
        --ulimit nofile=1024 --device /dev/null:/dev/soft -v /etc:/host:ro
        -v /var/run/docker.sock:/docker.sock -e ATS_TOKEN=secret -p 1023:1023
        --entrypoint sleep)
    docker tag "$(image_of system-controller)" ats/soft:latest
    soft=$(docker run --privileged "${most[@]}" ats/soft:latest 600 2>/dev/null) && return
    docker rm -f ats-soft >/dev/null 2>&1
    privileged=no
    soft=$(docker run "${most[@]}" ats/soft:latest 600)
}

echo "hardening"
for item in "${ITEMS[@]}"; do
    bad=
    for each in "${SERVICES[@]}" "${OTHERS[@]}"; do
        cis "$item" "$(container "$each")" >/dev/null 2>&1 || bad="$bad $each"
    done
    if [ -z "$bad" ]; then ok "CIS $item: $(words "$item")"; else fails "CIS $item: $(words "$item")" "$bad"; fi
done
make_soft
if [ -n "$soft" ]; then ok "a soft container is made"; else fails "a soft container is made"; fi
for item in "${ITEMS[@]}"; do
    if why=$(cannot_be_soft "$item") && [ -n "$why" ]; then
        printf '  note  CIS %s is not shown to fail: %s\n' "$item" "$why"
    else
        refuses "CIS $item fails for a soft container" cis "$item" "$soft"
    fi
done
docker rm -f "$soft" >/dev/null 2>&1
docker rmi ats/soft:latest >/dev/null
printf '  note  CIS 5.1 and 5.2 (AppArmor, SELinux) need a kernel that has them: %s\n' \
    "$(docker info --format '{{.SecurityOptions}}')"

# Processes that the bench starts: free ports for them, their start, their cost and their end. Each is stopped by its own id.

declare -A pid_of=() # name of a process that was started, to its id

free_port() { # a port that nobody listens on, below those that the system gives to clients
    local port
    while :; do
        port=$((10000 + RANDOM % 20000))
        [[ " ${given_ports:-} " != *" $port "* ]] && ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
    done
    given_ports="${given_ports:-} $port"
    free_port=$port # by name, since a subshell would forget which ports were given
}

launch() { # name folder command...: runs it there, its output in the folder
    local name=$1 folder=$2
    shift 2
    mkdir -p "$folder"
    (cd "$folder" && exec "$@" >output.txt 2>&1 </dev/null) &
    pid_of[$name]=$!
}

await_port() { # name port: until the process listens there
    local attempt
    for ((attempt = 0; attempt < 150; attempt++)); do
        if (exec 3<>"/dev/tcp/127.0.0.1/$2") 2>/dev/null; then return; fi
        kill -0 "${pid_of[$1]}" 2>/dev/null || break
        sleep 0.2
    done
    echo "$1 does not listen on port $2; the last lines of its output:" >&2
    tail -n 20 "$work/$1"/output.txt "$work/$1"/*.log 2>/dev/null >&2
    exit 1
}

family() { # pid: it and all that descend from it
    local child
    echo "$1"
    for child in $(pgrep -P "$1"); do family "$child"; done
}

stop() { # name...
    local name pid members attempt
    for name in "$@"; do
        pid=${pid_of[$name]:-}
        [ -n "$pid" ] || continue
        unset "pid_of[$name]"
        mapfile -t members < <(family "$pid")
        kill -TERM "$pid" 2>/dev/null
        for ((attempt = 0; attempt < 100; attempt++)); do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL "${members[@]}" 2>/dev/null # what of it did not heed
        wait "$pid" 2>/dev/null
    done
}

cpu_ms() { # name: processor time of it and its descendants so far, in user and system mode together
    local member
    for member in $(family "${pid_of[$1]}"); do
        sed 's/.*) //' "/proc/$member/stat" 2>/dev/null
    done | awk -v hz="$(getconf CLK_TCK)" '{ ticks += $12 + $13 } END { printf "%d", ticks * 1000 / hz }'
}

rss_kb() { # name: resident memory of it and its descendants
    local member
    for member in $(family "${pid_of[$1]}"); do
        cat "/proc/$member/status" 2>/dev/null
    done | awk '/^VmRSS:/ { kb += $2 } END { print kb + 0 }'
}

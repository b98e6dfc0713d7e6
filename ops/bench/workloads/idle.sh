# Memory of an idle tunnel: resident memory before and after so many were opened and used once, with a time to settle between.
# Each is used again afterwards; one that does not echo any more counts as failed. Every round has a fresh process, which has
# carried one tunnel before, so all that it grows by is counted as the tunnels'.

measure_idle() { # proxy
    local before after standing echoed failed
    start_proxy "$1" $([ "$1" != ours ] || echo --Proxy:MaxConnectionsPerClient $((idle_count + 100)))
    printf '\n\n' | timeout 20 "$tools/idle" "${port_of[$1]}" "$echo_port" 1 >/dev/null
    sleep "$settle"
    before=$(rss_kb "$1")

    coproc holder { exec timeout 170 "$tools/idle" "${port_of[$1]}" "$echo_port" "$idle_count"; }
    pid_of[holder]=$holder_PID
    read -r -t 90 _ standing _ failed <&"${holder[0]}"
    sleep "$settle"
    after=$(rss_kb "$1")
    echo >&"${holder[1]}"
    read -r -t 90 _ echoed _ failed <&"${holder[0]}"
    stop holder "$1"

    sample idle "$1" KB_a_tunnel "$(awk -v kib=$((after - before)) -v n="${standing:-0}" 'BEGIN { printf "%.2f", n ? kib * 1.024 / n : 0 }')"
    sample idle "$1" echoed "${echoed:-0}"
    sample idle "$1" failed "${failed:-$idle_count}"
}

idle() {
    local round proxy
    for ((round = 0; round < idle_rounds; round++)); do
        for proxy in "${tunnelling[@]}"; do measure_idle "$proxy"; done
    done
}

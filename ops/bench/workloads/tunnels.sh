# Tunnels a second: connect, CONNECT, one request for 1 KB, close; 64 at a time.

measure_tunnels() { # proxy seconds
    local figures
    cpu=$(cpu_ms "$1")
    figures=$(timeout $(($2 + 20)) "$tools/tunnels" "${port_of[$1]}" "$origin_port" 64 "$2" "$tunnel_end")
    cpu=$(($(cpu_ms "$1") - cpu))
    [ -n "$figures" ] || figures="tunnels/s 0 p50_ms 0 p99_ms 0 done 0 failed 1"
    read -r _ rate _ p50 _ p99 _ completed _ failed <<<"$figures"
    cpu=$(awk -v ms="$cpu" -v n="$completed" 'BEGIN { printf "%.1f", n ? ms * 1000 / n : 0 }')
}

tunnels() {
    local round proxy rate p50 p99 completed failed cpu
    for proxy in "${tunnelling[@]}"; do start_proxy "$proxy"; done
    for proxy in "${tunnelling[@]}"; do measure_tunnels "$proxy" "$([ "$proxy" = ours ] && echo "$warmup" || echo 2)"; done
    for ((round = 0; round < rounds; round++)); do
        for proxy in "${tunnelling[@]}"; do
            measure_tunnels "$proxy" "$seconds"
            sample tunnels "$proxy" tunnels/s "$rate"
            sample tunnels "$proxy" p50_ms "$p50"
            sample tunnels "$proxy" p99_ms "$p99"
            sample tunnels "$proxy" cpu_us "$cpu"
            sample tunnels "$proxy" failed "$failed"
        done
    done
    stop "${tunnelling[@]}"
}

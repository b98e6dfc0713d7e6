# One bulk tunnel: how fast it carries a big file that nginx sends with sendfile, and what that costs.

measure_bulk() { # proxy seconds
    local figures
    cpu=0
    [ "$1" = none ] || cpu=$(cpu_ms "$1")
    figures=$(timeout $(($2 + 20)) "$tools/bulk" "${port_of[$1]:-0}" "$origin_port" /bulk "$2")
    failed=$?
    [ "$1" = none ] || cpu=$(($(cpu_ms "$1") - cpu))
    read -r _ rate _ bytes <<<"${figures:-GB/s 0 bytes 0}"
    cpu=$(awk -v ms="$cpu" -v bytes="$bytes" 'BEGIN { printf "%.3f", bytes ? ms / 1000 / (bytes / 1e9) : 0 }')
}

bulk() {
    local round proxy rate bytes cpu failed
    for proxy in "${tunnelling[@]}"; do start_proxy "$proxy"; done
    for proxy in "${tunnelling[@]}"; do measure_bulk "$proxy" 2; done
    for ((round = 0; round < rounds; round++)); do
        for proxy in none "${tunnelling[@]}"; do
            measure_bulk "$proxy" "$([ "$proxy" = none ] && echo 2 || echo "$seconds")"
            sample bulk "$proxy" GB/s "$rate"
            sample bulk "$proxy" cpu_s_per_GB "$cpu"
            sample bulk "$proxy" failed "$failed"
        done
    done
    stop "${tunnelling[@]}"
}

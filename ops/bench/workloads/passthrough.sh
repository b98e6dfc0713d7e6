# Pass-through: 64 connections kept alive that ask for 1 KB which may not be stored, so each request goes to the origin.

wrk_through() { # proxy seconds: "figures REQUESTS/S REQUESTS P50_MS P99_MS FAILED"
    TARGET="http://127.0.0.1:$origin_port/1k" timeout $(($2 + 20)) \
        wrk -t "$wrk_threads" -c 64 -d "$2" -s "$here/workloads/passthrough.lua" "http://127.0.0.1:${port_of[$1]}/" |
        grep '^figures' || echo "figures 0 0 0 0 1"
}

warm() { # proxy...: the first seconds of a process are not what it does all day; ours compiles what it runs most
    local proxy
    for proxy in "$@"; do
        case $proxy in
            ours*) wrk_through "$proxy" "$warmup" >/dev/null ;;
            *) wrk_through "$proxy" 2 >/dev/null ;;
        esac
    done
}

measure_passthrough() { # workload proxy
    local before after cpu rate requests p50 p99 failed
    before=$(origin_requests) cpu=$(cpu_ms "$2")
    read -r _ rate requests p50 p99 failed <<<"$(wrk_through "$2" "$seconds")"
    cpu=$(($(cpu_ms "$2") - cpu)) after=$(origin_requests)
    # Who answers without asking the origin has stored what it may not.
    [ $((after - before)) -ge "$requests" ] || failed=$((failed + requests - (after - before)))
    sample "$1" "$2" requests/s "$rate"
    sample "$1" "$2" p50_ms "$p50"
    sample "$1" "$2" p99_ms "$p99"
    sample "$1" "$2" cpu_us "$(awk -v ms="$cpu" -v n="$requests" 'BEGIN { printf "%.1f", n ? ms * 1000 / n : 0 }')"
    sample "$1" "$2" failed "$failed"
}

passthrough() {
    local round proxy
    for proxy in "${proxies[@]}"; do start_proxy "$proxy"; done
    warm "${proxies[@]}"
    for ((round = 0; round < rounds; round++)); do
        for proxy in "${proxies[@]}"; do measure_passthrough passthrough "$proxy"; done
    done
    stop "${proxies[@]}"
}

# What each of our own parts costs: the pass-through workload against ourselves with one part switched off, or with more to do.
# The processor time of a request says more than the rate, since the rate is shared with whatever else the machine does.

start_part() { # name
    local folder=$work/$1 port
    free_port; port=$free_port
    mkdir -p "$folder"
    port_of[$1]=$port
    case $1 in
        ours) start_ours "$folder" "$port" ;;
        ours-no-history) start_ours "$folder" "$port" --History:Enabled false ;;
        ours-no-console) start_ours "$folder" "$port" --Log:Console false ;;
        ours-no-log) start_ours "$folder" "$port" --Log:Console false --Log:File "" ;;
        ours-no-cache) start_ours "$folder" "$port" --Cache:Enabled false ;;
        ours-rate-limit) start_ours "$folder" "$port" --RateLimit:Enabled true --RateLimit:Count 1000000 --RateLimit:Period "1 s" ;;
        ours-rules)
            awk -v rules="$rule_count" 'BEGIN {
                printf "{ \"Blacklist\": { \"Rules\": [ "
                for (i = 0; i < rules; i++) printf "%s\"host%d.bench.invalid\"", (i ? ", " : ""), i
                print " ] } }"
            }' >"$folder/appsettings.json"
            start_ours "$folder" "$port"
            ;;
        ours-bare) start_ours "$folder" "$port" --History:Enabled false --Log:Console false --Log:File "" --Cache:Enabled false ;;
    esac
    await_port "$1" "$port"
}

parts() {
    local round part all=(ours ours-no-history ours-no-console ours-no-log ours-no-cache ours-rate-limit ours-rules ours-bare)
    for part in "${all[@]}"; do start_part "$part"; done
    warm "${all[@]}"
    for ((round = 0; round < rounds; round++)); do
        for part in "${all[@]}"; do measure_passthrough parts "$part"; done
    done
    stop "${all[@]}"
}

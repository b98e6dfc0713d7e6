# The samples of the runs, one a line ("workload proxy metric value"), and the tables that are made of them.

sample() { # workload proxy metric value
    printf '%s\t%s\t%s\t%s\n' "$@" >>"$samples"
    [ "$quiet" = yes ] || printf '%-12s %-18s %-12s %s\n' "$@" >&2
}

forget_samples() { # workload: a new run of it takes the place of the old one
    [ ! -f "$samples" ] || { grep -v "^$1	" "$samples" >"$samples.new"; mv "$samples.new" "$samples"; }
}

tables() {
    awk -F '\t' -f "$here/table.awk" "$samples"
}

versions() {
    dpkg-query -W -f '${Package} ${Version}\n' nginx-light squid trafficserver tinyproxy wrk 2>/dev/null | paste -sd ';' | sed 's/;/; /g'
}

write_results() {
    {
        echo '# Results'
        echo
        echo "The last run of \`ops/bench/run.sh --write\`; what is measured, and how, is said in [README.md](README.md)."
        echo
        echo '| | |'
        echo '|---|---|'
        echo "| date | $(date -u +%Y-%m-%d) |"
        echo "| commit | $(git -C "$here" describe --always --dirty --exclude '*') |"
        echo "| processor | $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1) |"
        echo "| memory | $(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo) |"
        echo "| kernel | $(uname -sr) |"
        echo "| .NET | $(dotnet --list-runtimes | awk '/^Microsoft.NETCore.App/ { v = $2 } END { print v }') |"
        echo "| others | $(versions) |"
        echo "| rounds | $rounds of $seconds s, $idle_rounds of $idle_count idle tunnels; client, proxy and origin share the processor |"
        echo
        tables
        if [ -f "$here/NOTES.md" ]; then echo; cat "$here/NOTES.md"; fi
    } >"$here/RESULTS.md"
    echo "written: $here/RESULTS.md"
}

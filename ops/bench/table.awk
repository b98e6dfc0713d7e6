# Medians and ratios of samples, as tables in Markdown.
function median(key,    list, n, i, j, t) {
    n = split(values[key], list, " ")
    if (n == 0) return ""
    for (i = 2; i <= n; i++) for (j = i; j > 1 && list[j - 1] + 0 > list[j] + 0; j--) { t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
    low = list[1]; high = list[n]
    return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
}
function number(x) { return x == "" ? "-" : x >= 100 ? sprintf("%.0f", x) : x >= 10 ? sprintf("%.1f", x) : sprintf("%.2f", x) }
function with_range(key,    m) { m = median(key); return m == "" ? "-" : number(m) " (" number(low) " to " number(high) ")" }
function ratio(a, b) { return a == "" || b == "" || b == 0 ? "-" : sprintf("%.2f", a / b) }

{
    values[$1, $2, $3] = values[$1, $2, $3] " " $4
    if (!(($1, $2) in seen)) { seen[$1, $2] = 1; proxies[$1] = proxies[$1] " " $2 }
    if ($3 == "failed") failures[$1, $2] += $4
}

function table(workload, title, main, others, titles,    list, n, i, p, cols, c, k, heads, row) {
    n = split(proxies[workload], list, " ")
    if (n == 0) return
    c = split(others, cols, " "); split(titles, heads, "|")
    print "## " title "\n"
    row = "| | " heads[1] " |"; for (k = 1; k <= c; k++) row = row " " heads[k + 1] " |"
    print row " failed | ours / it |"
    row = "|---|---|"; for (k = 1; k <= c; k++) row = row "---|"
    print row "---|---|"
    for (i = 1; i <= n; i++) {
        p = list[i]
        row = "| " p " | " with_range(workload SUBSEP p SUBSEP main) " |"
        for (k = 1; k <= c; k++) row = row " " number(median(workload SUBSEP p SUBSEP cols[k])) " |"
        print row " " failures[workload, p] + 0 " | " ratio(median(workload SUBSEP "ours" SUBSEP main), median(workload SUBSEP p SUBSEP main)) " |"
    }
    print ""
}

# The best of the peers: the highest of a metric, or with sign -1 the lowest.
function best(workload, metric, sign,    list, n, i, m, top) {
    n = split(proxies[workload], list, " "); top = ""
    for (i = 1; i <= n; i++) {
        if (list[i] ~ /^ours/ || list[i] == "none") continue
        m = median(workload SUBSEP list[i] SUBSEP metric)
        if (m != "" && m > 0 && (top == "" || sign * m > sign * top)) { top = m; best_name = list[i] }
    }
    return top
}
function goal(title, workload, metric, peer, sign, floor, target, absolute,    mine, theirs, r, verdict, name) {
    mine = median(workload SUBSEP "ours" SUBSEP metric)
    if (mine == "") return
    name = peer
    if (absolute) { r = mine + 0; theirs = best(workload, metric, sign); name = best_name }
    else {
        if (peer == "best") { theirs = best(workload, metric, sign); name = best_name }
        else theirs = median(workload SUBSEP peer SUBSEP metric)
        if (theirs == "" || theirs == 0) return
        r = mine / theirs
    }
    verdict = sign * r >= sign * target ? "goal met" : sign * r >= sign * floor ? "floor met" : "floor missed"
    print "| " title " | " number(mine) " | " name " " number(theirs) " | " ratio(mine, theirs) " | " floor " | " target " | " verdict " |"
}

END {
    print "## Goals\n"
    print "| workload | ours | peer | ratio | floor | goal | |"
    print "|---|---|---|---|---|---|---|"
    goal("pass-through, requests/s", "passthrough", "requests/s", "nginx", 1, 0.8, 1.1, 0)
    goal("its 99th percentile, ms", "passthrough", "p99_ms", "nginx", -1, 1.2, 1, 0)
    goal("CONNECT + 1 KB + close, tunnels/s", "tunnels", "tunnels/s", "ats", 1, 1, 1.3, 0)
    goal("one bulk tunnel, GB/s", "bulk", "GB/s", "best", 1, 1.1, 1.8, 0)
    goal("one idle tunnel, KB", "idle", "KB_a_tunnel", "best", -1, 12, 6, 1)
    print "\nMedians; in the tables below with the lowest and the highest round. The floor and goal of an idle tunnel are KB, the others ratios.\n"
    table("passthrough", "Pass-through", "requests/s", "p50_ms p99_ms cpu_us", "requests/s|p50 ms|p99 ms|CPU us a request")
    table("tunnels", "Tunnels a second", "tunnels/s", "p50_ms p99_ms cpu_us", "tunnels/s|p50 ms|p99 ms|CPU us a tunnel")
    table("bulk", "One bulk tunnel", "GB/s", "cpu_s_per_GB", "GB/s|CPU s a GB")
    table("idle", "Idle tunnels", "KB_a_tunnel", "echoed", "KB a tunnel|echoed afterwards")
    table("parts", "What our own parts cost (pass-through)", "requests/s", "p99_ms cpu_us", "requests/s|p99 ms|CPU us a request")
    for (key in failures) if (failures[key] > 0) { split(key, k, SUBSEP); print "FAILED: " k[1] ", " k[2] ": " failures[key] }
}

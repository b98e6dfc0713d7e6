-- Requests in absolute-form, as a browser sends them to a proxy; the figures on one line. TARGET is the URL.
wrk.path = os.getenv("TARGET")
wrk.headers["Host"] = wrk.path:match("^http://([^/]+)")

function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format("figures %.0f %d %.3f %.3f %d\n",
        summary.requests / (summary.duration / 1e6), summary.requests,
        latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
        errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end

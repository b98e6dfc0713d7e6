-- What is stored once. Names are as a TrafficRecord gives them.
CREATE TABLE client (id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE);
CREATE TABLE host (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE agent (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE result (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, is_request INTEGER NOT NULL);

-- is_request: in the view requests (our own pages and what was refused are not).
INSERT INTO result (id, name, is_request) VALUES
    (0, 'forwarded', 1),
    (1, 'hit', 1),
    (2, 'validated', 1),
    (3, 'tunnelled', 1),
    (4, 'served', 0),
    (10, 'blocked', 0),
    (11, 'rate-limited', 0),
    (12, 'client-refused', 0),
    (13, 'destination-refused', 0),
    (14, 'bad-request', 0),
    (20, 'origin-failed', 1),
    (21, 'client-left', 1),
    (22, 'failed', 1);

-- The key is the instant at which the request began, in microseconds since 1970 (the next free one where two are equal).
-- So rows lie in the order of time, a range of time is a range of keys, and every index ends in the time.
-- No foreign keys: the only writer takes the ids from the tables above in the same transaction, and a check of each costs a seek.
CREATE TABLE traffic (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL,
    host_id INTEGER NOT NULL,
    agent_id INTEGER,
    port INTEGER NOT NULL,
    method TEXT NOT NULL,
    scheme TEXT NOT NULL,
    path TEXT NOT NULL,
    http_version TEXT NOT NULL,
    status INTEGER NOT NULL,
    result INTEGER NOT NULL,
    bytes_sent INTEGER NOT NULL,
    bytes_received INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    ttfb_us INTEGER,
    dns_us INTEGER,
    connect_us INTEGER,
    upstream TEXT,
    cache_status TEXT,
    rule TEXT,
    rules_version INTEGER NOT NULL,
    limit_count INTEGER,
    limit_of INTEGER,
    error TEXT,
    node TEXT NOT NULL,
    tunnel INTEGER -- while the tunnel stands, what its end will find this row by
);

CREATE INDEX traffic_by_client ON traffic (client_id);
CREATE INDEX traffic_by_host ON traffic (host_id);
CREATE INDEX traffic_by_result ON traffic (result);
CREATE UNIQUE INDEX traffic_open_tunnel ON traffic (tunnel) WHERE tunnel IS NOT NULL;

-- Rollups, written in the transaction of the rows. Minutes and hours are counted since 1970 and belong to the start of a request.
CREATE TABLE traffic_minute (
    minute INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    result INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    cache_asked INTEGER NOT NULL,
    bytes_sent INTEGER NOT NULL,
    bytes_received INTEGER NOT NULL,
    PRIMARY KEY (minute, client_id, result)
) WITHOUT ROWID;

CREATE TABLE traffic_hour (
    hour INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    result INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    cache_asked INTEGER NOT NULL,
    bytes_sent INTEGER NOT NULL,
    bytes_received INTEGER NOT NULL,
    PRIMARY KEY (hour, client_id, result)
) WITHOUT ROWID;

CREATE TABLE traffic_host_hour (
    hour INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    host_id INTEGER NOT NULL,
    result INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    cache_asked INTEGER NOT NULL,
    bytes_sent INTEGER NOT NULL,
    bytes_received INTEGER NOT NULL,
    PRIMARY KEY (hour, client_id, host_id, result)
) WITHOUT ROWID;

CREATE VIEW all_requests AS
SELECT
    t.id AS id,
    strftime('%Y-%m-%dT%H:%M:%S', t.id / 1000000, 'unixepoch') || printf('.%03dZ', t.id / 1000 % 1000) AS timestamp,
    c.address AS source_ip,
    h.name AS destination_host,
    t.port AS destination_port,
    t.method AS request_method,
    CASE t.scheme WHEN 'connect' THEN 'HTTPS' ELSE 'HTTP' END AS protocol,
    t.bytes_sent AS bytes_sent,
    t.bytes_received AS bytes_received,
    t.duration_us / 1000000.0 AS duration_seconds,
    t.ttfb_us / 1000000.0 AS ttfb_seconds,
    t.path AS path,
    t.status AS status,
    r.name AS result,
    t.cache_status AS cache_status,
    t.rule AS rule,
    t.upstream AS upstream,
    t.error AS error,
    a.name AS user_agent,
    t.scheme AS scheme,
    t.http_version AS http_version,
    t.dns_us / 1000000.0 AS dns_seconds,
    t.connect_us / 1000000.0 AS connect_seconds,
    t.rules_version AS rules_version,
    t.limit_count AS limit_count,
    t.limit_of AS limit_of,
    t.node AS node,
    t.tunnel IS NOT NULL AS is_open
FROM traffic t
JOIN client c ON c.id = t.client_id
JOIN host h ON h.id = t.host_id
JOIN result r ON r.id = t.result
LEFT JOIN agent a ON a.id = t.agent_id;

CREATE VIEW requests AS
SELECT * FROM all_requests
WHERE result IN (SELECT name FROM result WHERE is_request = 1);

CREATE VIEW blocked_requests AS
SELECT
    strftime('%Y-%m-%dT%H:%M:%S', t.id / 1000000, 'unixepoch') || printf('.%03dZ', t.id / 1000 % 1000) AS timestamp,
    c.address AS source_ip,
    h.name AS blocked_hostname,
    coalesce(t.rule, t.error, '') AS reason
FROM traffic t
JOIN client c ON c.id = t.client_id
JOIN host h ON h.id = t.host_id
WHERE t.result = 10;

CREATE VIEW rate_limit_violations AS
SELECT
    strftime('%Y-%m-%dT%H:%M:%S', t.id / 1000000, 'unixepoch') || printf('.%03dZ', t.id / 1000 % 1000) AS timestamp,
    c.address AS source_ip,
    t.limit_count AS request_count
FROM traffic t
JOIN client c ON c.id = t.client_id
WHERE t.result = 11;

CREATE VIEW top_domains AS
SELECT
    h.name AS destination_host,
    sum(t.requests) AS requests,
    sum(t.bytes_sent) AS bytes_sent,
    sum(t.bytes_received) AS bytes_received
FROM traffic_host_hour t
JOIN host h ON h.id = t.host_id
JOIN result r ON r.id = t.result
WHERE r.is_request = 1 AND h.name <> ''
GROUP BY t.host_id
ORDER BY requests DESC, destination_host;

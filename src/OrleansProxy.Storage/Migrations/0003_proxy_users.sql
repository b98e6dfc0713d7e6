-- Who may use the proxy by name and password. Names are compared exactly. Times are microseconds since 1970.
CREATE TABLE proxy_users (
    name TEXT PRIMARY KEY NOT NULL,
    hash TEXT NOT NULL,
    created_us INTEGER NOT NULL,
    disabled INTEGER NOT NULL CHECK (disabled IN (0, 1))
) WITHOUT ROWID;

-- One row: how often the users were changed, which tells a running proxy to read them again.
CREATE TABLE proxy_users_version (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL);
INSERT INTO proxy_users_version (id, version) VALUES (1, 0);

-- The user's name as text: a row outlives its user.
ALTER TABLE traffic ADD COLUMN proxy_user TEXT;

DROP VIEW requests;
DROP VIEW all_requests;

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
    t.tunnel IS NOT NULL AS is_open,
    t.proxy_user AS user
FROM traffic t
JOIN client c ON c.id = t.client_id
JOIN host h ON h.id = t.host_id
JOIN result r ON r.id = t.result
LEFT JOIN agent a ON a.id = t.agent_id;

CREATE VIEW requests AS
SELECT * FROM all_requests
WHERE result IN (SELECT name FROM result WHERE is_request = 1);

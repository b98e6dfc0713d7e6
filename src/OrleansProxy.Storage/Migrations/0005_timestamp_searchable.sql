-- People search by the time that they see, and ask for the newest: both were walks over all rows.
DROP VIEW rate_limit_violations;
DROP VIEW blocked_requests;
DROP VIEW requests;
DROP VIEW all_requests;

-- The instant of the key as the views show it, in UTC. A range of it is a range of its index. It stands in the row, and no expression of the
-- key in the index: one that calls a function has SQLite keep a copy of every page that a statement of several rows changes.
ALTER TABLE traffic ADD COLUMN timestamp TEXT NOT NULL DEFAULT '';
UPDATE traffic SET timestamp = strftime('%Y-%m-%dT%H:%M:%S', id / 1000000, 'unixepoch') || printf('.%03dZ', id / 1000 % 1000);
CREATE INDEX traffic_by_timestamp ON traffic (timestamp);

CREATE VIEW all_requests AS
SELECT
    t.id AS id,
    t.timestamp AS timestamp,
    c.address AS source_ip,
    h.name AS destination_host,
    coalesce(t.port, iif(k.scheme = 'connect', 443, 80)) AS destination_port,
    coalesce(t.method, k.method) AS request_method,
    iif(k.scheme = 'connect', 'HTTPS', 'HTTP') AS protocol,
    t.bytes_sent AS bytes_sent,
    t.bytes_received AS bytes_received,
    t.duration_us / 1000000.0 AS duration_seconds,
    t.ttfb_us / 1000000.0 AS ttfb_seconds,
    t.path AS path,
    k.status AS status,
    k.result_name AS result,
    nullif(k.cache_status || coalesce(t.ttl, ''), '') AS cache_status,
    ru.name AS rule,
    u.address AS upstream,
    e.name AS error,
    a.name AS user_agent,
    k.scheme AS scheme,
    k.http_version AS http_version,
    t.dns_us / 1000000.0 AS dns_seconds,
    t.connect_us / 1000000.0 AS connect_seconds,
    t.rules_version AS rules_version,
    t.limit_count AS limit_count,
    t.limit_of AS limit_of,
    k.node AS node,
    t.tunnel IS NOT NULL AS is_open,
    n.name AS user
FROM traffic t
JOIN client c ON c.id = t.client_id
JOIN host h ON h.id = t.host_id
JOIN kind k ON k.id = t.kind_id
LEFT JOIN agent a ON a.id = t.agent_id
LEFT JOIN upstream u ON u.id = t.upstream_id
LEFT JOIN rule_text ru ON ru.id = t.rule_id
LEFT JOIN error_text e ON e.id = t.error_id
LEFT JOIN user_name n ON n.id = t.user_id;

-- likely: nearly every row is one, so that the planner walks the rows in their order rather than sort all rows of those kinds. The two views
-- after it say the contrary, and are found by their kinds.
CREATE VIEW requests AS
SELECT
    t.id AS id,
    t.timestamp AS timestamp,
    c.address AS source_ip,
    h.name AS destination_host,
    coalesce(t.port, iif(k.scheme = 'connect', 443, 80)) AS destination_port,
    coalesce(t.method, k.method) AS request_method,
    iif(k.scheme = 'connect', 'HTTPS', 'HTTP') AS protocol,
    t.bytes_sent AS bytes_sent,
    t.bytes_received AS bytes_received,
    t.duration_us / 1000000.0 AS duration_seconds,
    t.ttfb_us / 1000000.0 AS ttfb_seconds,
    t.path AS path,
    k.status AS status,
    k.result_name AS result,
    nullif(k.cache_status || coalesce(t.ttl, ''), '') AS cache_status,
    ru.name AS rule,
    u.address AS upstream,
    e.name AS error,
    a.name AS user_agent,
    k.scheme AS scheme,
    k.http_version AS http_version,
    t.dns_us / 1000000.0 AS dns_seconds,
    t.connect_us / 1000000.0 AS connect_seconds,
    t.rules_version AS rules_version,
    t.limit_count AS limit_count,
    t.limit_of AS limit_of,
    k.node AS node,
    t.tunnel IS NOT NULL AS is_open,
    n.name AS user
FROM traffic t
JOIN client c ON c.id = t.client_id
JOIN host h ON h.id = t.host_id
JOIN kind k ON k.id = t.kind_id
LEFT JOIN agent a ON a.id = t.agent_id
LEFT JOIN upstream u ON u.id = t.upstream_id
LEFT JOIN rule_text ru ON ru.id = t.rule_id
LEFT JOIN error_text e ON e.id = t.error_id
LEFT JOIN user_name n ON n.id = t.user_id
WHERE likely(k.is_request = 1);

CREATE VIEW blocked_requests AS
SELECT
    t.timestamp AS timestamp,
    c.address AS source_ip,
    h.name AS blocked_hostname,
    coalesce(ru.name, e.name, '') AS reason,
    t.id AS id
FROM traffic t
JOIN client c ON c.id = t.client_id
JOIN kind k ON k.id = t.kind_id
JOIN host h ON h.id = t.host_id
LEFT JOIN rule_text ru ON ru.id = t.rule_id
LEFT JOIN error_text e ON e.id = t.error_id
WHERE unlikely(k.result = 10);

CREATE VIEW rate_limit_violations AS
SELECT
    t.timestamp AS timestamp,
    c.address AS source_ip,
    t.limit_count AS request_count,
    t.id AS id
FROM traffic t
JOIN client c ON c.id = t.client_id
JOIN kind k ON k.id = t.kind_id
WHERE unlikely(k.result = 11);

-- More rows a client and a host than before: no walk over all clients or hosts, each with its rows, is cheaper than one over the rows.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('traffic', 'traffic_by_timestamp', '10000000 1');
UPDATE sqlite_stat1 SET stat = '10000000 200000' WHERE idx = 'traffic_by_client';
UPDATE sqlite_stat1 SET stat = '10000000 2000' WHERE idx = 'traffic_by_host';

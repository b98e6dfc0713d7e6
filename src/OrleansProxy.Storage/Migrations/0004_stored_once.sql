-- Stores once what repeats, and keeps sums for every range: see docs/decisions/0012-history-schema.md.
DROP VIEW top_domains;
DROP VIEW rate_limit_violations;
DROP VIEW blocked_requests;
DROP VIEW requests;
DROP VIEW all_requests;
DROP TABLE traffic_minute;
DROP TABLE traffic_hour;
DROP TABLE traffic_host_hour;
ALTER TABLE traffic RENAME TO traffic_3;

-- What a request was and what became of it: few texts and numbers in few combinations. method is '' for one that no standard
-- knows: a client may send any word, and that one stands in the row. cache_status ends before the number of its ttl.
-- cache: 0 hit, 1 validated, 2 miss, 3 not asked. result_name and is_request are those of the result.
CREATE TABLE kind (
    id INTEGER PRIMARY KEY,
    method TEXT NOT NULL,
    scheme TEXT NOT NULL,
    http_version TEXT NOT NULL,
    status INTEGER NOT NULL,
    result INTEGER NOT NULL,
    cache_status TEXT NOT NULL, -- '' for none
    node TEXT NOT NULL,
    cache INTEGER NOT NULL,
    result_name TEXT NOT NULL,
    is_request INTEGER NOT NULL,
    UNIQUE (status, result, method, cache_status, scheme, http_version, node)
);

CREATE TABLE upstream (id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE);
CREATE TABLE rule_text (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE error_text (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE user_name (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

-- As before the key is the instant at which the request began, in microseconds since 1970, and no row has a foreign key.
CREATE TABLE traffic (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL,
    host_id INTEGER NOT NULL,
    kind_id INTEGER NOT NULL,
    agent_id INTEGER,
    port INTEGER, -- NULL: that of the scheme, 443 for connect, else 80
    path TEXT NOT NULL,
    bytes_sent INTEGER NOT NULL,
    bytes_received INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    ttfb_us INTEGER,
    dns_us INTEGER,
    connect_us INTEGER,
    upstream_id INTEGER,
    ttl INTEGER, -- the number that cache_status ends in
    rule_id INTEGER,
    rules_version INTEGER NOT NULL,
    limit_count INTEGER,
    limit_of INTEGER,
    error_id INTEGER,
    user_id INTEGER,
    method TEXT, -- where that of the kind is ''
    tunnel INTEGER -- while the tunnel stands, what its later records will find this row by
);

INSERT OR IGNORE INTO upstream (address) SELECT DISTINCT upstream FROM traffic_3 WHERE upstream IS NOT NULL;
INSERT OR IGNORE INTO rule_text (name) SELECT DISTINCT rule FROM traffic_3 WHERE rule IS NOT NULL;
INSERT OR IGNORE INTO error_text (name) SELECT DISTINCT error FROM traffic_3 WHERE error IS NOT NULL;
INSERT OR IGNORE INTO user_name (name) SELECT DISTINCT proxy_user FROM traffic_3 WHERE proxy_user IS NOT NULL;

CREATE TEMP VIEW split AS
SELECT
    t.*,
    iif(t.method IN ('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH', '-'), t.method, '') AS known,
    iif(rtrim(t.cache_status, '0123456789') LIKE '%; ttl=', rtrim(t.cache_status, '0123456789'), coalesce(t.cache_status, '')) AS stem,
    iif(rtrim(t.cache_status, '0123456789') LIKE '%; ttl=',
        CAST(substr(t.cache_status, length(rtrim(t.cache_status, '0123456789')) + 1) AS INTEGER), NULL) AS number,
    CASE
        WHEN t.result = 1 THEN 0
        WHEN t.result = 2 THEN 1
        WHEN t.cache_status IS NULL OR t.cache_status LIKE '%fwd=bypass%' OR t.cache_status LIKE '%fwd=method%'
            OR t.cache_status LIKE '%fwd=request%' THEN 3
        ELSE 2
    END AS cache
FROM main.traffic_3 t;

INSERT OR IGNORE INTO kind (method, scheme, http_version, status, result, cache_status, node, cache, result_name, is_request)
SELECT DISTINCT s.known, s.scheme, s.http_version, s.status, s.result, s.stem, s.node, s.cache, r.name, r.is_request
FROM split s JOIN result r ON r.id = s.result;

INSERT INTO traffic
SELECT
    s.id, s.client_id, s.host_id, k.id, s.agent_id, iif(s.port = iif(s.scheme = 'connect', 443, 80), NULL, s.port), s.path,
    s.bytes_sent, s.bytes_received, s.duration_us, s.ttfb_us, s.dns_us, s.connect_us, u.id, s.number, ru.id, s.rules_version,
    s.limit_count, s.limit_of, e.id, n.id, iif(s.known = '', s.method, NULL), s.tunnel
FROM split s
JOIN kind k ON k.status = s.status AND k.result = s.result AND k.method = s.known AND k.cache_status = s.stem
    AND k.scheme = s.scheme AND k.http_version = s.http_version AND k.node = s.node
LEFT JOIN upstream u ON u.address = s.upstream
LEFT JOIN rule_text ru ON ru.name = s.rule
LEFT JOIN error_text e ON e.name = s.error
LEFT JOIN user_name n ON n.name = s.proxy_user
ORDER BY s.id;

DROP VIEW split;
DROP TABLE traffic_3;

-- A filter by client, host, user, method, status, result or cache outcome is a walk along these, each in the order of time.
CREATE INDEX traffic_by_client ON traffic (client_id);
CREATE INDEX traffic_by_host ON traffic (host_id);
CREATE INDEX traffic_by_kind ON traffic (kind_id);
CREATE INDEX traffic_by_user ON traffic (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX traffic_by_method ON traffic (method) WHERE method IS NOT NULL;
CREATE UNIQUE INDEX traffic_open_tunnel ON traffic (tunnel) WHERE tunnel IS NOT NULL;

-- Sums, written in the transaction of the rows. time counts units since 1970: minutes, hours, days, or blocks of 16 days.
-- client_id 0 stands for everybody. b00 to b31 count the times to first byte of what was forwarded or tunnelled: b00 those under
-- a millisecond, b31 those from 2^15 milliseconds on, the bounds between growing by the square root of two. The bytes and
-- the duration of a tunnel are counted when they came, everything else when the request began. Our own pages are not counted.

CREATE TABLE rollup_minute (
    client_id INTEGER NOT NULL,
    time INTEGER NOT NULL,
    result INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    cache_asked INTEGER NOT NULL,
    bytes_sent INTEGER NOT NULL,
    bytes_received INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    b00 INTEGER NOT NULL DEFAULT 0, b01 INTEGER NOT NULL DEFAULT 0, b02 INTEGER NOT NULL DEFAULT 0,
    b03 INTEGER NOT NULL DEFAULT 0, b04 INTEGER NOT NULL DEFAULT 0, b05 INTEGER NOT NULL DEFAULT 0,
    b06 INTEGER NOT NULL DEFAULT 0, b07 INTEGER NOT NULL DEFAULT 0, b08 INTEGER NOT NULL DEFAULT 0,
    b09 INTEGER NOT NULL DEFAULT 0, b10 INTEGER NOT NULL DEFAULT 0, b11 INTEGER NOT NULL DEFAULT 0,
    b12 INTEGER NOT NULL DEFAULT 0, b13 INTEGER NOT NULL DEFAULT 0, b14 INTEGER NOT NULL DEFAULT 0,
    b15 INTEGER NOT NULL DEFAULT 0, b16 INTEGER NOT NULL DEFAULT 0, b17 INTEGER NOT NULL DEFAULT 0,
    b18 INTEGER NOT NULL DEFAULT 0, b19 INTEGER NOT NULL DEFAULT 0, b20 INTEGER NOT NULL DEFAULT 0,
    b21 INTEGER NOT NULL DEFAULT 0, b22 INTEGER NOT NULL DEFAULT 0, b23 INTEGER NOT NULL DEFAULT 0,
    b24 INTEGER NOT NULL DEFAULT 0, b25 INTEGER NOT NULL DEFAULT 0, b26 INTEGER NOT NULL DEFAULT 0,
    b27 INTEGER NOT NULL DEFAULT 0, b28 INTEGER NOT NULL DEFAULT 0, b29 INTEGER NOT NULL DEFAULT 0,
    b30 INTEGER NOT NULL DEFAULT 0, b31 INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (client_id, time, result)
) WITHOUT ROWID;

CREATE TABLE rollup_hour (
    client_id INTEGER NOT NULL,
    time INTEGER NOT NULL,
    result INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    cache_asked INTEGER NOT NULL,
    bytes_sent INTEGER NOT NULL,
    bytes_received INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    b00 INTEGER NOT NULL DEFAULT 0, b01 INTEGER NOT NULL DEFAULT 0, b02 INTEGER NOT NULL DEFAULT 0,
    b03 INTEGER NOT NULL DEFAULT 0, b04 INTEGER NOT NULL DEFAULT 0, b05 INTEGER NOT NULL DEFAULT 0,
    b06 INTEGER NOT NULL DEFAULT 0, b07 INTEGER NOT NULL DEFAULT 0, b08 INTEGER NOT NULL DEFAULT 0,
    b09 INTEGER NOT NULL DEFAULT 0, b10 INTEGER NOT NULL DEFAULT 0, b11 INTEGER NOT NULL DEFAULT 0,
    b12 INTEGER NOT NULL DEFAULT 0, b13 INTEGER NOT NULL DEFAULT 0, b14 INTEGER NOT NULL DEFAULT 0,
    b15 INTEGER NOT NULL DEFAULT 0, b16 INTEGER NOT NULL DEFAULT 0, b17 INTEGER NOT NULL DEFAULT 0,
    b18 INTEGER NOT NULL DEFAULT 0, b19 INTEGER NOT NULL DEFAULT 0, b20 INTEGER NOT NULL DEFAULT 0,
    b21 INTEGER NOT NULL DEFAULT 0, b22 INTEGER NOT NULL DEFAULT 0, b23 INTEGER NOT NULL DEFAULT 0,
    b24 INTEGER NOT NULL DEFAULT 0, b25 INTEGER NOT NULL DEFAULT 0, b26 INTEGER NOT NULL DEFAULT 0,
    b27 INTEGER NOT NULL DEFAULT 0, b28 INTEGER NOT NULL DEFAULT 0, b29 INTEGER NOT NULL DEFAULT 0,
    b30 INTEGER NOT NULL DEFAULT 0, b31 INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (client_id, time, result)
) WITHOUT ROWID;

CREATE TABLE rollup_day (
    client_id INTEGER NOT NULL,
    time INTEGER NOT NULL,
    result INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    cache_asked INTEGER NOT NULL,
    bytes_sent INTEGER NOT NULL,
    bytes_received INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    b00 INTEGER NOT NULL DEFAULT 0, b01 INTEGER NOT NULL DEFAULT 0, b02 INTEGER NOT NULL DEFAULT 0,
    b03 INTEGER NOT NULL DEFAULT 0, b04 INTEGER NOT NULL DEFAULT 0, b05 INTEGER NOT NULL DEFAULT 0,
    b06 INTEGER NOT NULL DEFAULT 0, b07 INTEGER NOT NULL DEFAULT 0, b08 INTEGER NOT NULL DEFAULT 0,
    b09 INTEGER NOT NULL DEFAULT 0, b10 INTEGER NOT NULL DEFAULT 0, b11 INTEGER NOT NULL DEFAULT 0,
    b12 INTEGER NOT NULL DEFAULT 0, b13 INTEGER NOT NULL DEFAULT 0, b14 INTEGER NOT NULL DEFAULT 0,
    b15 INTEGER NOT NULL DEFAULT 0, b16 INTEGER NOT NULL DEFAULT 0, b17 INTEGER NOT NULL DEFAULT 0,
    b18 INTEGER NOT NULL DEFAULT 0, b19 INTEGER NOT NULL DEFAULT 0, b20 INTEGER NOT NULL DEFAULT 0,
    b21 INTEGER NOT NULL DEFAULT 0, b22 INTEGER NOT NULL DEFAULT 0, b23 INTEGER NOT NULL DEFAULT 0,
    b24 INTEGER NOT NULL DEFAULT 0, b25 INTEGER NOT NULL DEFAULT 0, b26 INTEGER NOT NULL DEFAULT 0,
    b27 INTEGER NOT NULL DEFAULT 0, b28 INTEGER NOT NULL DEFAULT 0, b29 INTEGER NOT NULL DEFAULT 0,
    b30 INTEGER NOT NULL DEFAULT 0, b31 INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (client_id, time, result)
) WITHOUT ROWID;

CREATE TABLE rollup_block (
    client_id INTEGER NOT NULL,
    time INTEGER NOT NULL,
    result INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    cache_asked INTEGER NOT NULL,
    bytes_sent INTEGER NOT NULL,
    bytes_received INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    b00 INTEGER NOT NULL DEFAULT 0, b01 INTEGER NOT NULL DEFAULT 0, b02 INTEGER NOT NULL DEFAULT 0,
    b03 INTEGER NOT NULL DEFAULT 0, b04 INTEGER NOT NULL DEFAULT 0, b05 INTEGER NOT NULL DEFAULT 0,
    b06 INTEGER NOT NULL DEFAULT 0, b07 INTEGER NOT NULL DEFAULT 0, b08 INTEGER NOT NULL DEFAULT 0,
    b09 INTEGER NOT NULL DEFAULT 0, b10 INTEGER NOT NULL DEFAULT 0, b11 INTEGER NOT NULL DEFAULT 0,
    b12 INTEGER NOT NULL DEFAULT 0, b13 INTEGER NOT NULL DEFAULT 0, b14 INTEGER NOT NULL DEFAULT 0,
    b15 INTEGER NOT NULL DEFAULT 0, b16 INTEGER NOT NULL DEFAULT 0, b17 INTEGER NOT NULL DEFAULT 0,
    b18 INTEGER NOT NULL DEFAULT 0, b19 INTEGER NOT NULL DEFAULT 0, b20 INTEGER NOT NULL DEFAULT 0,
    b21 INTEGER NOT NULL DEFAULT 0, b22 INTEGER NOT NULL DEFAULT 0, b23 INTEGER NOT NULL DEFAULT 0,
    b24 INTEGER NOT NULL DEFAULT 0, b25 INTEGER NOT NULL DEFAULT 0, b26 INTEGER NOT NULL DEFAULT 0,
    b27 INTEGER NOT NULL DEFAULT 0, b28 INTEGER NOT NULL DEFAULT 0, b29 INTEGER NOT NULL DEFAULT 0,
    b30 INTEGER NOT NULL DEFAULT 0, b31 INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (client_id, time, result)
) WITHOUT ROWID;

CREATE TABLE rollup_host_hour (
    client_id INTEGER NOT NULL,
    time INTEGER NOT NULL,
    host_id INTEGER NOT NULL,
    result INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    cache_asked INTEGER NOT NULL,
    bytes_sent INTEGER NOT NULL,
    bytes_received INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    b00 INTEGER NOT NULL DEFAULT 0, b01 INTEGER NOT NULL DEFAULT 0, b02 INTEGER NOT NULL DEFAULT 0,
    b03 INTEGER NOT NULL DEFAULT 0, b04 INTEGER NOT NULL DEFAULT 0, b05 INTEGER NOT NULL DEFAULT 0,
    b06 INTEGER NOT NULL DEFAULT 0, b07 INTEGER NOT NULL DEFAULT 0, b08 INTEGER NOT NULL DEFAULT 0,
    b09 INTEGER NOT NULL DEFAULT 0, b10 INTEGER NOT NULL DEFAULT 0, b11 INTEGER NOT NULL DEFAULT 0,
    b12 INTEGER NOT NULL DEFAULT 0, b13 INTEGER NOT NULL DEFAULT 0, b14 INTEGER NOT NULL DEFAULT 0,
    b15 INTEGER NOT NULL DEFAULT 0, b16 INTEGER NOT NULL DEFAULT 0, b17 INTEGER NOT NULL DEFAULT 0,
    b18 INTEGER NOT NULL DEFAULT 0, b19 INTEGER NOT NULL DEFAULT 0, b20 INTEGER NOT NULL DEFAULT 0,
    b21 INTEGER NOT NULL DEFAULT 0, b22 INTEGER NOT NULL DEFAULT 0, b23 INTEGER NOT NULL DEFAULT 0,
    b24 INTEGER NOT NULL DEFAULT 0, b25 INTEGER NOT NULL DEFAULT 0, b26 INTEGER NOT NULL DEFAULT 0,
    b27 INTEGER NOT NULL DEFAULT 0, b28 INTEGER NOT NULL DEFAULT 0, b29 INTEGER NOT NULL DEFAULT 0,
    b30 INTEGER NOT NULL DEFAULT 0, b31 INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (client_id, time, host_id, result)
) WITHOUT ROWID;

CREATE TABLE rollup_host_day (
    client_id INTEGER NOT NULL,
    time INTEGER NOT NULL,
    host_id INTEGER NOT NULL,
    result INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    cache_asked INTEGER NOT NULL,
    bytes_sent INTEGER NOT NULL,
    bytes_received INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    b00 INTEGER NOT NULL DEFAULT 0, b01 INTEGER NOT NULL DEFAULT 0, b02 INTEGER NOT NULL DEFAULT 0,
    b03 INTEGER NOT NULL DEFAULT 0, b04 INTEGER NOT NULL DEFAULT 0, b05 INTEGER NOT NULL DEFAULT 0,
    b06 INTEGER NOT NULL DEFAULT 0, b07 INTEGER NOT NULL DEFAULT 0, b08 INTEGER NOT NULL DEFAULT 0,
    b09 INTEGER NOT NULL DEFAULT 0, b10 INTEGER NOT NULL DEFAULT 0, b11 INTEGER NOT NULL DEFAULT 0,
    b12 INTEGER NOT NULL DEFAULT 0, b13 INTEGER NOT NULL DEFAULT 0, b14 INTEGER NOT NULL DEFAULT 0,
    b15 INTEGER NOT NULL DEFAULT 0, b16 INTEGER NOT NULL DEFAULT 0, b17 INTEGER NOT NULL DEFAULT 0,
    b18 INTEGER NOT NULL DEFAULT 0, b19 INTEGER NOT NULL DEFAULT 0, b20 INTEGER NOT NULL DEFAULT 0,
    b21 INTEGER NOT NULL DEFAULT 0, b22 INTEGER NOT NULL DEFAULT 0, b23 INTEGER NOT NULL DEFAULT 0,
    b24 INTEGER NOT NULL DEFAULT 0, b25 INTEGER NOT NULL DEFAULT 0, b26 INTEGER NOT NULL DEFAULT 0,
    b27 INTEGER NOT NULL DEFAULT 0, b28 INTEGER NOT NULL DEFAULT 0, b29 INTEGER NOT NULL DEFAULT 0,
    b30 INTEGER NOT NULL DEFAULT 0, b31 INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (client_id, time, host_id, result)
) WITHOUT ROWID;

-- For everybody alone (client_id is 0).
CREATE TABLE rollup_host_block (
    client_id INTEGER NOT NULL,
    time INTEGER NOT NULL,
    host_id INTEGER NOT NULL,
    result INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    cache_asked INTEGER NOT NULL,
    bytes_sent INTEGER NOT NULL,
    bytes_received INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    b00 INTEGER NOT NULL DEFAULT 0, b01 INTEGER NOT NULL DEFAULT 0, b02 INTEGER NOT NULL DEFAULT 0,
    b03 INTEGER NOT NULL DEFAULT 0, b04 INTEGER NOT NULL DEFAULT 0, b05 INTEGER NOT NULL DEFAULT 0,
    b06 INTEGER NOT NULL DEFAULT 0, b07 INTEGER NOT NULL DEFAULT 0, b08 INTEGER NOT NULL DEFAULT 0,
    b09 INTEGER NOT NULL DEFAULT 0, b10 INTEGER NOT NULL DEFAULT 0, b11 INTEGER NOT NULL DEFAULT 0,
    b12 INTEGER NOT NULL DEFAULT 0, b13 INTEGER NOT NULL DEFAULT 0, b14 INTEGER NOT NULL DEFAULT 0,
    b15 INTEGER NOT NULL DEFAULT 0, b16 INTEGER NOT NULL DEFAULT 0, b17 INTEGER NOT NULL DEFAULT 0,
    b18 INTEGER NOT NULL DEFAULT 0, b19 INTEGER NOT NULL DEFAULT 0, b20 INTEGER NOT NULL DEFAULT 0,
    b21 INTEGER NOT NULL DEFAULT 0, b22 INTEGER NOT NULL DEFAULT 0, b23 INTEGER NOT NULL DEFAULT 0,
    b24 INTEGER NOT NULL DEFAULT 0, b25 INTEGER NOT NULL DEFAULT 0, b26 INTEGER NOT NULL DEFAULT 0,
    b27 INTEGER NOT NULL DEFAULT 0, b28 INTEGER NOT NULL DEFAULT 0, b29 INTEGER NOT NULL DEFAULT 0,
    b30 INTEGER NOT NULL DEFAULT 0, b31 INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (client_id, time, host_id, result)
) WITHOUT ROWID;

CREATE TABLE rollup_status_hour (
    client_id INTEGER NOT NULL,
    time INTEGER NOT NULL,
    status INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    cache_asked INTEGER NOT NULL,
    bytes_sent INTEGER NOT NULL,
    bytes_received INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    PRIMARY KEY (client_id, time, status)
) WITHOUT ROWID;

CREATE TABLE rollup_status_day (
    client_id INTEGER NOT NULL,
    time INTEGER NOT NULL,
    status INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    cache_asked INTEGER NOT NULL,
    bytes_sent INTEGER NOT NULL,
    bytes_received INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    PRIMARY KEY (client_id, time, status)
) WITHOUT ROWID;

-- What the rollups by host have still to be given: the lines of the last batches, by hours, appended and not looked up; once a client
-- (or everybody, 0) has many of them, they move into the tables above. A sum takes these and those. answers were counted in the bucket.
CREATE TABLE rollup_host_recent (
    client_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    time INTEGER NOT NULL,
    host_id INTEGER NOT NULL,
    result INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    cache_asked INTEGER NOT NULL,
    bytes_sent INTEGER NOT NULL,
    bytes_received INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    bucket INTEGER NOT NULL,
    answers INTEGER NOT NULL,
    PRIMARY KEY (client_id, number)
) WITHOUT ROWID;

CREATE TEMP VIEW counted AS
SELECT
    t.id, t.client_id, t.host_id, k.result, k.status, k.cache <> 3 AS cache_asked, t.bytes_sent, t.bytes_received, t.duration_us,
    iif(k.result <= 3, t.ttfb_us, NULL) AS us
FROM main.traffic t JOIN main.kind k ON k.id = t.kind_id
WHERE k.result <> 4;

INSERT INTO rollup_minute
SELECT
    client_id, id / 60000000, result, count(*), sum(cache_asked), sum(bytes_sent), sum(bytes_received), sum(duration_us),
    count(*) FILTER (WHERE us < 1000), count(*) FILTER (WHERE us >= 1000 AND us < 1415),
    count(*) FILTER (WHERE us >= 1415 AND us < 2000), count(*) FILTER (WHERE us >= 2000 AND us < 2829),
    count(*) FILTER (WHERE us >= 2829 AND us < 4000), count(*) FILTER (WHERE us >= 4000 AND us < 5657),
    count(*) FILTER (WHERE us >= 5657 AND us < 8000), count(*) FILTER (WHERE us >= 8000 AND us < 11314),
    count(*) FILTER (WHERE us >= 11314 AND us < 16000), count(*) FILTER (WHERE us >= 16000 AND us < 22628),
    count(*) FILTER (WHERE us >= 22628 AND us < 32000), count(*) FILTER (WHERE us >= 32000 AND us < 45255),
    count(*) FILTER (WHERE us >= 45255 AND us < 64000), count(*) FILTER (WHERE us >= 64000 AND us < 90510),
    count(*) FILTER (WHERE us >= 90510 AND us < 128000), count(*) FILTER (WHERE us >= 128000 AND us < 181020),
    count(*) FILTER (WHERE us >= 181020 AND us < 256000), count(*) FILTER (WHERE us >= 256000 AND us < 362039),
    count(*) FILTER (WHERE us >= 362039 AND us < 512000), count(*) FILTER (WHERE us >= 512000 AND us < 724078),
    count(*) FILTER (WHERE us >= 724078 AND us < 1024000), count(*) FILTER (WHERE us >= 1024000 AND us < 1448155),
    count(*) FILTER (WHERE us >= 1448155 AND us < 2048000), count(*) FILTER (WHERE us >= 2048000 AND us < 2896310),
    count(*) FILTER (WHERE us >= 2896310 AND us < 4096000), count(*) FILTER (WHERE us >= 4096000 AND us < 5792619),
    count(*) FILTER (WHERE us >= 5792619 AND us < 8192000), count(*) FILTER (WHERE us >= 8192000 AND us < 11585238),
    count(*) FILTER (WHERE us >= 11585238 AND us < 16384000), count(*) FILTER (WHERE us >= 16384000 AND us < 23170476),
    count(*) FILTER (WHERE us >= 23170476 AND us < 32768000), count(*) FILTER (WHERE us >= 32768000)
FROM counted GROUP BY 1, 2, 3;

INSERT INTO rollup_hour
SELECT
    client_id, time / 60, result, sum(requests), sum(cache_asked), sum(bytes_sent), sum(bytes_received), sum(duration_us),
    sum(b00), sum(b01), sum(b02), sum(b03), sum(b04), sum(b05), sum(b06), sum(b07), sum(b08), sum(b09), sum(b10), sum(b11),
    sum(b12), sum(b13), sum(b14), sum(b15), sum(b16), sum(b17), sum(b18), sum(b19), sum(b20), sum(b21), sum(b22), sum(b23),
    sum(b24), sum(b25), sum(b26), sum(b27), sum(b28), sum(b29), sum(b30), sum(b31)
FROM rollup_minute GROUP BY 1, 2, 3;

INSERT INTO rollup_day
SELECT
    client_id, time / 24, result, sum(requests), sum(cache_asked), sum(bytes_sent), sum(bytes_received), sum(duration_us),
    sum(b00), sum(b01), sum(b02), sum(b03), sum(b04), sum(b05), sum(b06), sum(b07), sum(b08), sum(b09), sum(b10), sum(b11),
    sum(b12), sum(b13), sum(b14), sum(b15), sum(b16), sum(b17), sum(b18), sum(b19), sum(b20), sum(b21), sum(b22), sum(b23),
    sum(b24), sum(b25), sum(b26), sum(b27), sum(b28), sum(b29), sum(b30), sum(b31)
FROM rollup_hour GROUP BY 1, 2, 3;

INSERT INTO rollup_block
SELECT
    client_id, time / 16, result, sum(requests), sum(cache_asked), sum(bytes_sent), sum(bytes_received), sum(duration_us),
    sum(b00), sum(b01), sum(b02), sum(b03), sum(b04), sum(b05), sum(b06), sum(b07), sum(b08), sum(b09), sum(b10), sum(b11),
    sum(b12), sum(b13), sum(b14), sum(b15), sum(b16), sum(b17), sum(b18), sum(b19), sum(b20), sum(b21), sum(b22), sum(b23),
    sum(b24), sum(b25), sum(b26), sum(b27), sum(b28), sum(b29), sum(b30), sum(b31)
FROM rollup_day GROUP BY 1, 2, 3;

INSERT INTO rollup_host_hour
SELECT
    client_id, id / 3600000000, host_id, result, count(*), sum(cache_asked), sum(bytes_sent), sum(bytes_received),
    sum(duration_us), count(*) FILTER (WHERE us < 1000), count(*) FILTER (WHERE us >= 1000 AND us < 1415),
    count(*) FILTER (WHERE us >= 1415 AND us < 2000), count(*) FILTER (WHERE us >= 2000 AND us < 2829),
    count(*) FILTER (WHERE us >= 2829 AND us < 4000), count(*) FILTER (WHERE us >= 4000 AND us < 5657),
    count(*) FILTER (WHERE us >= 5657 AND us < 8000), count(*) FILTER (WHERE us >= 8000 AND us < 11314),
    count(*) FILTER (WHERE us >= 11314 AND us < 16000), count(*) FILTER (WHERE us >= 16000 AND us < 22628),
    count(*) FILTER (WHERE us >= 22628 AND us < 32000), count(*) FILTER (WHERE us >= 32000 AND us < 45255),
    count(*) FILTER (WHERE us >= 45255 AND us < 64000), count(*) FILTER (WHERE us >= 64000 AND us < 90510),
    count(*) FILTER (WHERE us >= 90510 AND us < 128000), count(*) FILTER (WHERE us >= 128000 AND us < 181020),
    count(*) FILTER (WHERE us >= 181020 AND us < 256000), count(*) FILTER (WHERE us >= 256000 AND us < 362039),
    count(*) FILTER (WHERE us >= 362039 AND us < 512000), count(*) FILTER (WHERE us >= 512000 AND us < 724078),
    count(*) FILTER (WHERE us >= 724078 AND us < 1024000), count(*) FILTER (WHERE us >= 1024000 AND us < 1448155),
    count(*) FILTER (WHERE us >= 1448155 AND us < 2048000), count(*) FILTER (WHERE us >= 2048000 AND us < 2896310),
    count(*) FILTER (WHERE us >= 2896310 AND us < 4096000), count(*) FILTER (WHERE us >= 4096000 AND us < 5792619),
    count(*) FILTER (WHERE us >= 5792619 AND us < 8192000), count(*) FILTER (WHERE us >= 8192000 AND us < 11585238),
    count(*) FILTER (WHERE us >= 11585238 AND us < 16384000), count(*) FILTER (WHERE us >= 16384000 AND us < 23170476),
    count(*) FILTER (WHERE us >= 23170476 AND us < 32768000), count(*) FILTER (WHERE us >= 32768000)
FROM counted GROUP BY 1, 2, 3, 4;

INSERT INTO rollup_host_day
SELECT
    client_id, time / 24, host_id, result, sum(requests), sum(cache_asked), sum(bytes_sent), sum(bytes_received),
    sum(duration_us), sum(b00), sum(b01), sum(b02), sum(b03), sum(b04), sum(b05), sum(b06), sum(b07), sum(b08), sum(b09),
    sum(b10), sum(b11), sum(b12), sum(b13), sum(b14), sum(b15), sum(b16), sum(b17), sum(b18), sum(b19), sum(b20), sum(b21),
    sum(b22), sum(b23), sum(b24), sum(b25), sum(b26), sum(b27), sum(b28), sum(b29), sum(b30), sum(b31)
FROM rollup_host_hour GROUP BY 1, 2, 3, 4;

INSERT INTO rollup_host_block
SELECT
    0, time / 16, host_id, result, sum(requests), sum(cache_asked), sum(bytes_sent), sum(bytes_received), sum(duration_us),
    sum(b00), sum(b01), sum(b02), sum(b03), sum(b04), sum(b05), sum(b06), sum(b07), sum(b08), sum(b09), sum(b10), sum(b11),
    sum(b12), sum(b13), sum(b14), sum(b15), sum(b16), sum(b17), sum(b18), sum(b19), sum(b20), sum(b21), sum(b22), sum(b23),
    sum(b24), sum(b25), sum(b26), sum(b27), sum(b28), sum(b29), sum(b30), sum(b31)
FROM rollup_host_day GROUP BY 1, 2, 3, 4;

INSERT INTO rollup_status_hour
SELECT
    client_id, id / 3600000000, status, count(*), sum(cache_asked), sum(bytes_sent), sum(bytes_received), sum(duration_us)
FROM counted GROUP BY 1, 2, 3;

INSERT INTO rollup_status_day
SELECT
    client_id, time / 24, status, sum(requests), sum(cache_asked), sum(bytes_sent), sum(bytes_received), sum(duration_us)
FROM rollup_status_hour GROUP BY 1, 2, 3;

INSERT INTO rollup_minute
SELECT
    0, time, result, sum(requests), sum(cache_asked), sum(bytes_sent), sum(bytes_received), sum(duration_us), sum(b00),
    sum(b01), sum(b02), sum(b03), sum(b04), sum(b05), sum(b06), sum(b07), sum(b08), sum(b09), sum(b10), sum(b11), sum(b12),
    sum(b13), sum(b14), sum(b15), sum(b16), sum(b17), sum(b18), sum(b19), sum(b20), sum(b21), sum(b22), sum(b23), sum(b24),
    sum(b25), sum(b26), sum(b27), sum(b28), sum(b29), sum(b30), sum(b31)
FROM rollup_minute GROUP BY 1, 2, 3;

INSERT INTO rollup_hour
SELECT
    0, time, result, sum(requests), sum(cache_asked), sum(bytes_sent), sum(bytes_received), sum(duration_us), sum(b00),
    sum(b01), sum(b02), sum(b03), sum(b04), sum(b05), sum(b06), sum(b07), sum(b08), sum(b09), sum(b10), sum(b11), sum(b12),
    sum(b13), sum(b14), sum(b15), sum(b16), sum(b17), sum(b18), sum(b19), sum(b20), sum(b21), sum(b22), sum(b23), sum(b24),
    sum(b25), sum(b26), sum(b27), sum(b28), sum(b29), sum(b30), sum(b31)
FROM rollup_hour GROUP BY 1, 2, 3;

INSERT INTO rollup_day
SELECT
    0, time, result, sum(requests), sum(cache_asked), sum(bytes_sent), sum(bytes_received), sum(duration_us), sum(b00),
    sum(b01), sum(b02), sum(b03), sum(b04), sum(b05), sum(b06), sum(b07), sum(b08), sum(b09), sum(b10), sum(b11), sum(b12),
    sum(b13), sum(b14), sum(b15), sum(b16), sum(b17), sum(b18), sum(b19), sum(b20), sum(b21), sum(b22), sum(b23), sum(b24),
    sum(b25), sum(b26), sum(b27), sum(b28), sum(b29), sum(b30), sum(b31)
FROM rollup_day GROUP BY 1, 2, 3;

INSERT INTO rollup_block
SELECT
    0, time, result, sum(requests), sum(cache_asked), sum(bytes_sent), sum(bytes_received), sum(duration_us), sum(b00),
    sum(b01), sum(b02), sum(b03), sum(b04), sum(b05), sum(b06), sum(b07), sum(b08), sum(b09), sum(b10), sum(b11), sum(b12),
    sum(b13), sum(b14), sum(b15), sum(b16), sum(b17), sum(b18), sum(b19), sum(b20), sum(b21), sum(b22), sum(b23), sum(b24),
    sum(b25), sum(b26), sum(b27), sum(b28), sum(b29), sum(b30), sum(b31)
FROM rollup_block GROUP BY 1, 2, 3;

INSERT INTO rollup_host_hour
SELECT
    0, time, host_id, result, sum(requests), sum(cache_asked), sum(bytes_sent), sum(bytes_received), sum(duration_us),
    sum(b00), sum(b01), sum(b02), sum(b03), sum(b04), sum(b05), sum(b06), sum(b07), sum(b08), sum(b09), sum(b10), sum(b11),
    sum(b12), sum(b13), sum(b14), sum(b15), sum(b16), sum(b17), sum(b18), sum(b19), sum(b20), sum(b21), sum(b22), sum(b23),
    sum(b24), sum(b25), sum(b26), sum(b27), sum(b28), sum(b29), sum(b30), sum(b31)
FROM rollup_host_hour GROUP BY 1, 2, 3, 4;

INSERT INTO rollup_host_day
SELECT
    0, time, host_id, result, sum(requests), sum(cache_asked), sum(bytes_sent), sum(bytes_received), sum(duration_us),
    sum(b00), sum(b01), sum(b02), sum(b03), sum(b04), sum(b05), sum(b06), sum(b07), sum(b08), sum(b09), sum(b10), sum(b11),
    sum(b12), sum(b13), sum(b14), sum(b15), sum(b16), sum(b17), sum(b18), sum(b19), sum(b20), sum(b21), sum(b22), sum(b23),
    sum(b24), sum(b25), sum(b26), sum(b27), sum(b28), sum(b29), sum(b30), sum(b31)
FROM rollup_host_day GROUP BY 1, 2, 3, 4;

INSERT INTO rollup_status_hour
SELECT
    0, time, status, sum(requests), sum(cache_asked), sum(bytes_sent), sum(bytes_received), sum(duration_us)
FROM rollup_status_hour GROUP BY 1, 2, 3;

INSERT INTO rollup_status_day
SELECT
    0, time, status, sum(requests), sum(cache_asked), sum(bytes_sent), sum(bytes_received), sum(duration_us)
FROM rollup_status_day GROUP BY 1, 2, 3;

DROP VIEW counted;

-- The views that docs/sql.md documents.
CREATE VIEW all_requests AS
SELECT
    t.id AS id,
    strftime('%Y-%m-%dT%H:%M:%S', t.id / 1000000, 'unixepoch') || printf('.%03dZ', t.id / 1000 % 1000) AS timestamp,
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

CREATE VIEW requests AS
SELECT
    t.id AS id,
    strftime('%Y-%m-%dT%H:%M:%S', t.id / 1000000, 'unixepoch') || printf('.%03dZ', t.id / 1000 % 1000) AS timestamp,
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
WHERE k.is_request = 1;

CREATE VIEW blocked_requests AS
SELECT
    strftime('%Y-%m-%dT%H:%M:%S', t.id / 1000000, 'unixepoch') || printf('.%03dZ', t.id / 1000 % 1000) AS timestamp,
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
WHERE k.result = 10;

CREATE VIEW rate_limit_violations AS
SELECT
    strftime('%Y-%m-%dT%H:%M:%S', t.id / 1000000, 'unixepoch') || printf('.%03dZ', t.id / 1000 % 1000) AS timestamp,
    c.address AS source_ip,
    t.limit_count AS request_count,
    t.id AS id
FROM traffic t
JOIN client c ON c.id = t.client_id
JOIN kind k ON k.id = t.kind_id
WHERE k.result = 11;

CREATE VIEW top_domains AS
SELECT
    h.name AS destination_host,
    sum(s.requests) AS requests,
    sum(s.bytes_sent) AS bytes_sent,
    sum(s.bytes_received) AS bytes_received
FROM (
    SELECT host_id, result, requests, bytes_sent, bytes_received FROM rollup_host_block WHERE client_id = 0
    UNION ALL
    SELECT host_id, result, requests, bytes_sent, bytes_received FROM rollup_host_recent WHERE client_id = 0) s
JOIN host h ON h.id = s.host_id
JOIN result r ON r.id = s.result
WHERE r.is_request = 1 AND h.name <> ''
GROUP BY s.host_id
ORDER BY requests DESC, destination_host;

CREATE VIEW top_clients AS
SELECT
    c.address AS source_ip,
    sum(s.requests) AS requests,
    sum(s.bytes_sent) AS bytes_sent,
    sum(s.bytes_received) AS bytes_received,
    coalesce(sum(s.requests) FILTER (WHERE s.result = 10), 0) AS blocked,
    coalesce(sum(s.requests) FILTER (WHERE s.result = 11), 0) AS rate_limited
FROM rollup_block s
JOIN client c ON c.id = s.client_id
GROUP BY s.client_id
ORDER BY requests DESC, source_ip;

CREATE VIEW traffic_by_minute AS
SELECT
    s.time AS minute,
    strftime('%Y-%m-%dT%H:%M:00Z', s.time * 60, 'unixepoch') AS timestamp,
    c.address AS source_ip,
    r.name AS result,
    s.requests AS requests,
    s.cache_asked AS cache_asked,
    s.bytes_sent AS bytes_sent,
    s.bytes_received AS bytes_received,
    s.duration_us / 1000000.0 AS duration_seconds,
    s.b00 AS b00, s.b01 AS b01, s.b02 AS b02, s.b03 AS b03, s.b04 AS b04, s.b05 AS b05, s.b06 AS b06, s.b07 AS b07,
    s.b08 AS b08, s.b09 AS b09, s.b10 AS b10, s.b11 AS b11, s.b12 AS b12, s.b13 AS b13, s.b14 AS b14, s.b15 AS b15,
    s.b16 AS b16, s.b17 AS b17, s.b18 AS b18, s.b19 AS b19, s.b20 AS b20, s.b21 AS b21, s.b22 AS b22, s.b23 AS b23,
    s.b24 AS b24, s.b25 AS b25, s.b26 AS b26, s.b27 AS b27, s.b28 AS b28, s.b29 AS b29, s.b30 AS b30, s.b31 AS b31
FROM rollup_minute s
JOIN client c ON c.id = s.client_id
JOIN result r ON r.id = s.result;

CREATE VIEW traffic_by_hour AS
SELECT
    s.time AS hour,
    strftime('%Y-%m-%dT%H:00:00Z', s.time * 3600, 'unixepoch') AS timestamp,
    c.address AS source_ip,
    h.name AS destination_host,
    r.name AS result,
    s.requests AS requests,
    s.cache_asked AS cache_asked,
    s.bytes_sent AS bytes_sent,
    s.bytes_received AS bytes_received,
    s.duration_us / 1000000.0 AS duration_seconds,
    s.b00 AS b00, s.b01 AS b01, s.b02 AS b02, s.b03 AS b03, s.b04 AS b04, s.b05 AS b05, s.b06 AS b06, s.b07 AS b07,
    s.b08 AS b08, s.b09 AS b09, s.b10 AS b10, s.b11 AS b11, s.b12 AS b12, s.b13 AS b13, s.b14 AS b14, s.b15 AS b15,
    s.b16 AS b16, s.b17 AS b17, s.b18 AS b18, s.b19 AS b19, s.b20 AS b20, s.b21 AS b21, s.b22 AS b22, s.b23 AS b23,
    s.b24 AS b24, s.b25 AS b25, s.b26 AS b26, s.b27 AS b27, s.b28 AS b28, s.b29 AS b29, s.b30 AS b30, s.b31 AS b31
FROM rollup_host_hour s
JOIN client c ON c.id = s.client_id
JOIN host h ON h.id = s.host_id
JOIN result r ON r.id = s.result
UNION ALL
SELECT
    s.time AS hour,
    strftime('%Y-%m-%dT%H:00:00Z', s.time * 3600, 'unixepoch') AS timestamp,
    c.address AS source_ip,
    h.name AS destination_host,
    r.name AS result,
    s.requests AS requests,
    s.cache_asked AS cache_asked,
    s.bytes_sent AS bytes_sent,
    s.bytes_received AS bytes_received,
    s.duration_us / 1000000.0 AS duration_seconds,
    iif(s.bucket = 0, s.answers, 0) AS b00, iif(s.bucket = 1, s.answers, 0) AS b01, iif(s.bucket = 2, s.answers, 0) AS b02,
    iif(s.bucket = 3, s.answers, 0) AS b03, iif(s.bucket = 4, s.answers, 0) AS b04, iif(s.bucket = 5, s.answers, 0) AS b05,
    iif(s.bucket = 6, s.answers, 0) AS b06, iif(s.bucket = 7, s.answers, 0) AS b07, iif(s.bucket = 8, s.answers, 0) AS b08,
    iif(s.bucket = 9, s.answers, 0) AS b09, iif(s.bucket = 10, s.answers, 0) AS b10, iif(s.bucket = 11, s.answers, 0) AS b11,
    iif(s.bucket = 12, s.answers, 0) AS b12, iif(s.bucket = 13, s.answers, 0) AS b13,
    iif(s.bucket = 14, s.answers, 0) AS b14, iif(s.bucket = 15, s.answers, 0) AS b15,
    iif(s.bucket = 16, s.answers, 0) AS b16, iif(s.bucket = 17, s.answers, 0) AS b17,
    iif(s.bucket = 18, s.answers, 0) AS b18, iif(s.bucket = 19, s.answers, 0) AS b19,
    iif(s.bucket = 20, s.answers, 0) AS b20, iif(s.bucket = 21, s.answers, 0) AS b21,
    iif(s.bucket = 22, s.answers, 0) AS b22, iif(s.bucket = 23, s.answers, 0) AS b23,
    iif(s.bucket = 24, s.answers, 0) AS b24, iif(s.bucket = 25, s.answers, 0) AS b25,
    iif(s.bucket = 26, s.answers, 0) AS b26, iif(s.bucket = 27, s.answers, 0) AS b27,
    iif(s.bucket = 28, s.answers, 0) AS b28, iif(s.bucket = 29, s.answers, 0) AS b29,
    iif(s.bucket = 30, s.answers, 0) AS b30, iif(s.bucket = 31, s.answers, 0) AS b31
FROM rollup_host_recent s
JOIN client c ON c.id = s.client_id
JOIN host h ON h.id = s.host_id
JOIN result r ON r.id = s.result;

CREATE VIEW traffic_by_day AS
SELECT
    s.time AS day,
    strftime('%Y-%m-%d', s.time * 86400, 'unixepoch') AS timestamp,
    c.address AS source_ip,
    h.name AS destination_host,
    r.name AS result,
    s.requests AS requests,
    s.cache_asked AS cache_asked,
    s.bytes_sent AS bytes_sent,
    s.bytes_received AS bytes_received,
    s.duration_us / 1000000.0 AS duration_seconds,
    s.b00 AS b00, s.b01 AS b01, s.b02 AS b02, s.b03 AS b03, s.b04 AS b04, s.b05 AS b05, s.b06 AS b06, s.b07 AS b07,
    s.b08 AS b08, s.b09 AS b09, s.b10 AS b10, s.b11 AS b11, s.b12 AS b12, s.b13 AS b13, s.b14 AS b14, s.b15 AS b15,
    s.b16 AS b16, s.b17 AS b17, s.b18 AS b18, s.b19 AS b19, s.b20 AS b20, s.b21 AS b21, s.b22 AS b22, s.b23 AS b23,
    s.b24 AS b24, s.b25 AS b25, s.b26 AS b26, s.b27 AS b27, s.b28 AS b28, s.b29 AS b29, s.b30 AS b30, s.b31 AS b31
FROM rollup_host_day s
JOIN client c ON c.id = s.client_id
JOIN host h ON h.id = s.host_id
JOIN result r ON r.id = s.result
UNION ALL
SELECT
    s.time / 24 AS day,
    strftime('%Y-%m-%d', s.time / 24 * 86400, 'unixepoch') AS timestamp,
    c.address AS source_ip,
    h.name AS destination_host,
    r.name AS result,
    s.requests AS requests,
    s.cache_asked AS cache_asked,
    s.bytes_sent AS bytes_sent,
    s.bytes_received AS bytes_received,
    s.duration_us / 1000000.0 AS duration_seconds,
    iif(s.bucket = 0, s.answers, 0) AS b00, iif(s.bucket = 1, s.answers, 0) AS b01, iif(s.bucket = 2, s.answers, 0) AS b02,
    iif(s.bucket = 3, s.answers, 0) AS b03, iif(s.bucket = 4, s.answers, 0) AS b04, iif(s.bucket = 5, s.answers, 0) AS b05,
    iif(s.bucket = 6, s.answers, 0) AS b06, iif(s.bucket = 7, s.answers, 0) AS b07, iif(s.bucket = 8, s.answers, 0) AS b08,
    iif(s.bucket = 9, s.answers, 0) AS b09, iif(s.bucket = 10, s.answers, 0) AS b10, iif(s.bucket = 11, s.answers, 0) AS b11,
    iif(s.bucket = 12, s.answers, 0) AS b12, iif(s.bucket = 13, s.answers, 0) AS b13,
    iif(s.bucket = 14, s.answers, 0) AS b14, iif(s.bucket = 15, s.answers, 0) AS b15,
    iif(s.bucket = 16, s.answers, 0) AS b16, iif(s.bucket = 17, s.answers, 0) AS b17,
    iif(s.bucket = 18, s.answers, 0) AS b18, iif(s.bucket = 19, s.answers, 0) AS b19,
    iif(s.bucket = 20, s.answers, 0) AS b20, iif(s.bucket = 21, s.answers, 0) AS b21,
    iif(s.bucket = 22, s.answers, 0) AS b22, iif(s.bucket = 23, s.answers, 0) AS b23,
    iif(s.bucket = 24, s.answers, 0) AS b24, iif(s.bucket = 25, s.answers, 0) AS b25,
    iif(s.bucket = 26, s.answers, 0) AS b26, iif(s.bucket = 27, s.answers, 0) AS b27,
    iif(s.bucket = 28, s.answers, 0) AS b28, iif(s.bucket = 29, s.answers, 0) AS b29,
    iif(s.bucket = 30, s.answers, 0) AS b30, iif(s.bucket = 31, s.answers, 0) AS b31
FROM rollup_host_recent s
JOIN client c ON c.id = s.client_id
JOIN host h ON h.id = s.host_id
JOIN result r ON r.id = s.result;

-- What the planner believes of every such file, large or small, so that its plans are those that the tests saw. Nothing analyses
-- the file itself.
ANALYZE main.kind;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('client', 'sqlite_autoindex_client_1', '200 1'),
    ('host', 'sqlite_autoindex_host_1', '20000 1'),
    ('agent', 'sqlite_autoindex_agent_1', '500 1'),
    ('upstream', 'sqlite_autoindex_upstream_1', '10000 1'),
    ('rule_text', 'sqlite_autoindex_rule_text_1', '500 1'),
    ('error_text', 'sqlite_autoindex_error_text_1', '500 1'),
    ('user_name', 'sqlite_autoindex_user_name_1', '200 1'),
    ('result', 'sqlite_autoindex_result_1', '13 1'),
    ('kind', 'sqlite_autoindex_kind_1', '200 20 10 4 2 2 2 1'),
    ('traffic', 'traffic_by_client', '10000000 50000'),
    ('traffic', 'traffic_by_host', '10000000 500'),
    ('traffic', 'traffic_by_kind', '10000000 50000'),
    ('traffic', 'traffic_by_user', '10000000 50000'),
    ('traffic', 'traffic_by_method', '1000 10'),
    ('traffic', 'traffic_open_tunnel', '1000 1'),
    ('rollup_minute', 'rollup_minute', '1000000 5000 4 1'),
    ('rollup_hour', 'rollup_hour', '1000000 5000 4 1'),
    ('rollup_day', 'rollup_day', '50000 250 4 1'),
    ('rollup_block', 'rollup_block', '3000 15 4 1'),
    ('rollup_host_hour', 'rollup_host_hour', '10000000 50000 200 2 1'),
    ('rollup_host_day', 'rollup_host_day', '5000000 25000 500 2 1'),
    ('rollup_host_block', 'rollup_host_block', '100000 100000 5000 2 1'),
    ('rollup_host_recent', 'rollup_host_recent', '200000 5000 1'),
    ('rollup_status_hour', 'rollup_status_hour', '1000000 5000 4 1'),
    ('rollup_status_day', 'rollup_status_day', '50000 250 4 1');

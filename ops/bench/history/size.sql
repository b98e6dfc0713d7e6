-- Bytes a row by table and index, as pages that the file has for them: sqlite3 FILE < ops/bench/history/size.sql
-- (the shell of most systems has dbstat; the library that the program brings along has not).
.mode column
WITH pages AS (SELECT name, sum(pgsize) AS bytes FROM dbstat WHERE aggregate = TRUE GROUP BY name),
    counted AS (SELECT count(*) AS n FROM traffic)
SELECT name, round(bytes * 1.0 / n, 1) AS bytes_a_row FROM pages, counted WHERE bytes * 2 > n ORDER BY bytes DESC;
WITH pages AS (SELECT name, sum(pgsize) AS bytes FROM dbstat WHERE aggregate = TRUE GROUP BY name),
    counted AS (SELECT count(*) AS n FROM traffic)
SELECT
    n AS "rows",
    round(sum(bytes) FILTER (WHERE name NOT LIKE '%rollup%') * 1.0 / n, 1) AS "bytes a row, indexes and names in, rollups out",
    round(sum(bytes) FILTER (WHERE name LIKE '%rollup%') * 1.0 / n, 1) AS "of rollups"
FROM pages, counted;

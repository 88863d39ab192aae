WITH likely (number, score) AS (
    SELECT DISTINCT case_no, 8
    FROM json_each(:phones) AS asked
    JOIN case_phone ON digits >= asked.value ->> 0 AND digits < asked.value ->> 1
    UNION ALL
    SELECT number, 4 FROM case_fact WHERE room = :room
    UNION ALL
    SELECT number, 2 FROM case_fact WHERE name = :name
), scored (number, score) AS (
    SELECT number, sum(score) FROM likely GROUP BY number
)
SELECT case_fact.*
FROM scored
JOIN case_fact USING (number)
WHERE status <> 'voided'
ORDER BY score DESC, status = 'closed', received_at DESC, number DESC
LIMIT :limit

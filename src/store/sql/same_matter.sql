WITH likely (number, score) AS (
    SELECT case_no, 8
    FROM (
        SELECT DISTINCT case_no
        FROM json_each(:phones) AS asked
        CROSS JOIN case_phone ON digits >= asked.value ->> 0 AND digits < asked.value ->> 1
        LIMIT :most
    )
    UNION ALL
    SELECT number, iif(place = 0, 4, 3)
    FROM (
        SELECT number, asked.key AS place
        FROM json_each(:rooms) AS asked
        CROSS JOIN case_fact ON room = asked.value
        ORDER BY received_at DESC
        LIMIT :most
    )
    UNION ALL
    SELECT number, 2
    FROM (SELECT number FROM case_fact WHERE name = :name ORDER BY received_at DESC LIMIT :most)
), scored (number, score) AS (
    SELECT number, sum(score) FROM likely GROUP BY number
)
SELECT case_fact.*
FROM scored
JOIN case_fact USING (number)
WHERE status <> 'voided'
ORDER BY score DESC, status = 'closed', received_at DESC, number DESC
LIMIT :limit

WITH given (serial) AS (
    SELECT 0
    UNION ALL
    SELECT subject - ?1 FROM event WHERE type = 'receipt' AND subject > ?1 AND subject <= ?1 + 999999
)
SELECT min(serial) + 1
FROM given
WHERE NOT EXISTS (SELECT 1 FROM event WHERE type = 'receipt' AND subject = ?1 + given.serial + 1)

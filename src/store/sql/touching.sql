SELECT number
FROM case_fact
WHERE number IN (
    SELECT case_no FROM case_span WHERE opened_at < ?2 AND (closed_at IS NULL OR closed_at >= ?1)
    UNION
    SELECT subject FROM event WHERE subject_kind = 'case' AND at >= ?1 AND at < ?2
)
ORDER BY received_at, number

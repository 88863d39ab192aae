SELECT
    p.at,
    (
        SELECT count(*)
        FROM event AS c
        WHERE c.subject_kind = 'case' AND c.subject = ?3 AND c.seq < p.seq AND c.type <> 'receipt'
    )
FROM event AS p
WHERE p.subject_kind <> 'case' AND p.subject_kind = 'print' AND p.subject = ?1 AND p.at <= ?2
ORDER BY p.seq DESC
LIMIT 1

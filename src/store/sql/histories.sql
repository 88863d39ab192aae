WITH told AS (
    SELECT seq, subject, at, by_name,
           row_number() OVER (PARTITION BY subject, type ORDER BY seq DESC) AS nth
    FROM event
    WHERE subject_kind <> 'case' AND subject_kind = ?1 AND at <= ?2
)
SELECT e.seq, e.subject, e.at, e.by_name, b.body
FROM told AS e
JOIN event_body AS b ON b.seq = e.seq
WHERE e.nth <= ?3
ORDER BY e.seq

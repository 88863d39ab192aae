WITH shown AS (
    SELECT subject FROM event
    WHERE subject_kind <> 'case' AND subject_kind = 'outage' AND type = 'outage_saved' AND at <= ?1
    EXCEPT
    SELECT subject FROM event
    WHERE subject_kind <> 'case' AND subject_kind = 'outage' AND type = 'outage_over' AND at <= ?1 AND at < ?2
)
SELECT e.seq, e.subject, e.at, e.by_name, b.body
FROM shown
JOIN event AS e ON e.subject_kind <> 'case' AND e.subject_kind = 'outage' AND e.subject = shown.subject
JOIN event_body AS b ON b.seq = e.seq
WHERE e.at <= ?1
ORDER BY e.seq

SELECT e.seq, e.type, b.body, b.sets
FROM event AS e
JOIN event_body AS b ON b.seq = e.seq
WHERE e.subject_kind = 'case' AND e.subject = ?1 AND b.salt IS NOT NULL
ORDER BY e.seq

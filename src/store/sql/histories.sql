SELECT e.seq, e.subject, e.at, e.by_name, b.body
FROM event AS e
JOIN event_body AS b ON b.seq = e.seq
WHERE e.subject_kind <> 'case' AND e.subject_kind = ?1 AND e.at <= ?2
ORDER BY e.seq

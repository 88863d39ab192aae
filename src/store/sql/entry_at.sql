SELECT b.body
FROM event AS e
JOIN event_body AS b ON b.seq = e.seq
WHERE e.subject_kind <> 'case' AND e.subject_kind = ?1 AND e.subject = ?2 AND e.at <= ?3
ORDER BY e.seq DESC
LIMIT 1

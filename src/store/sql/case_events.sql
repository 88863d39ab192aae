SELECT e.at, e.by_name, e.by_id, e.type, e.import_batch, b.body, b.sets
FROM event AS e
JOIN event_body AS b ON b.seq = e.seq
WHERE e.subject_kind = 'case' AND e.subject = ?1
ORDER BY e.seq

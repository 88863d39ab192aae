SELECT e.seq, e.at, e.by_name, e.import_batch, b.body
FROM event AS e
JOIN event_body AS b ON b.seq = e.seq
WHERE e.subject_kind <> 'case' AND e.subject_kind = ?1 AND e.subject = ?2
ORDER BY e.seq

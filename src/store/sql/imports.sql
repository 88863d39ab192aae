SELECT e.seq, e.subject, e.at, e.by_name, b.body,
       (SELECT count(*) FROM event AS came WHERE came.import_batch = e.seq AND came.subject_kind IN ('case', 'household')) AS came
FROM event AS e
JOIN event_body AS b ON b.seq = e.seq
WHERE e.subject_kind <> 'case' AND e.subject_kind = ?1
ORDER BY e.seq

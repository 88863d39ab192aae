-- What stands in the log about months, without the tables themselves.
SELECT e.seq, e.subject, e.at, e.by_name, e.type,
       json_extract(b.body, '$.version'), json_extract(b.body, '$.hash'),
       json_extract(b.body, '$.reason'), json_extract(b.body, '$.text')
FROM event AS e
JOIN event_body AS b ON b.seq = e.seq
WHERE e.subject_kind <> 'case' AND e.subject_kind = 'month' AND (?1 IS NULL OR e.subject = ?1)
ORDER BY e.seq

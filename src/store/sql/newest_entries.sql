SELECT b.seq, newest.subject, b.body
FROM (
    SELECT subject, max(seq) AS seq
    FROM event
    WHERE subject_kind <> 'case' AND subject_kind = ?1
    GROUP BY subject
) AS newest
JOIN event_body AS b ON b.seq = newest.seq
ORDER BY newest.seq

SELECT e.seq, e.case_no, e.at, e.recorded_at, e.by_name, e.type, e.body_hash, e.chain_hash,
       b.salt, b.body, b.sets,
       b.salt IS NULL AND EXISTS (
           SELECT 1 FROM event AS later
           WHERE later.case_no = e.case_no AND later.seq > e.seq AND later.type = 'anonymised'
       ) AS anonymised
FROM event AS e
LEFT JOIN event_body AS b ON b.seq = e.seq
ORDER BY e.seq

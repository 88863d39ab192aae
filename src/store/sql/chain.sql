SELECT e.seq, e.subject_kind, e.subject, e.at, e.recorded_at, e.by_name, e.by_id, e.type, e.import_batch,
       e.body_hash, e.chain_hash, b.salt, b.body, b.sets
FROM event AS e
LEFT JOIN event_body AS b ON b.seq = e.seq
WHERE e.seq > ?1
ORDER BY e.seq
LIMIT ?2

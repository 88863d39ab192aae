-- The cases to which something was recorded after an entry, each with the last such entry.
SELECT subject, max(seq)
FROM event NOT INDEXED
WHERE seq > ?1 AND subject_kind = 'case'
GROUP BY subject

SELECT number
FROM case_fact
WHERE status IN ('closed', 'voided')
  AND last_at < ?1
  AND NOT EXISTS (
      SELECT 1 FROM event WHERE subject_kind = 'case' AND subject = case_fact.number AND type = 'anonymised'
  )
ORDER BY number

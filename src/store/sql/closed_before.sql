-- By `+` the index over `subject` is of use, which has no affinity. Through the spans that ended before: what was touched last before then was closed before then.
SELECT number
FROM case_fact
WHERE number IN (SELECT case_no FROM case_span WHERE closed_at < ?1)
  AND status IN ('closed', 'voided')
  AND last_at < ?1
  AND NOT EXISTS (
      SELECT 1 FROM event WHERE subject_kind = 'case' AND subject = +case_fact.number AND type = 'anonymised'
  )
ORDER BY number

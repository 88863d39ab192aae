SELECT opened_at, closed_at, code, voided,
       number, kind, received_at, channel, category, situation, class, nature, content, department, building, import_batch
FROM case_fact
JOIN case_span ON case_no = number
WHERE number IN (SELECT case_no FROM case_span WHERE closed_at IS NULL OR closed_at >= ?1)
ORDER BY number, nth

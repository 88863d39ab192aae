INSERT INTO event (
    seq, subject_kind, subject, at, recorded_at, by_name, by_id, type, import_batch, body_hash, chain_hash
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)

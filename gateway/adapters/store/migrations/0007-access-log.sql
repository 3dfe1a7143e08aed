-- Who looked at one person: the lines of the record by the pseudonym that they name. Derived from the text that was hashed, so that
-- nothing can be hidden from a data subject without breaking the chain (G6), and written in the transaction that writes the line (G5).
CREATE INDEX audit_looks ON audit_row ((body::jsonb #>> '{attributes,dpl.core.data_subject_id}'), written_at DESC, record_id DESC)
  WHERE kind = 'PROCESSING';

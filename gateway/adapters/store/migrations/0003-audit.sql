-- The record: one hash chain for each gateway process. Rows are only ever added; `body` is the exact text that was hashed.
CREATE TABLE audit_chain (
  instance uuid PRIMARY KEY,
  -- The heads of all other chains when this one began: the text that its first hash is made of.
  genesis text NOT NULL,
  opened_at bigint NOT NULL,
  -- The head: the last row written, moved in the transaction that writes it.
  seq bigint NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32)
);

CREATE TABLE audit_row (
  instance uuid NOT NULL REFERENCES audit_chain,
  seq bigint NOT NULL CHECK (seq > 0),
  record_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('DECISION', 'PROCESSING', 'ALARM', 'READ_OF_LOG')),
  -- Wall time, ms since the epoch.
  written_at bigint NOT NULL,
  body text NOT NULL,
  previous bytea NOT NULL CHECK (length(previous) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (instance, seq)
);
CREATE INDEX audit_record ON audit_row (record_id);

CREATE FUNCTION refuse_change_of_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the record is only ever added to' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_row FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record();
CREATE TRIGGER only_added BEFORE DELETE OR TRUNCATE ON audit_chain FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record();

CREATE FUNCTION move_head_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.instance <> OLD.instance OR NEW.genesis <> OLD.genesis OR NEW.opened_at <> OLD.opened_at OR NEW.seq <= OLD.seq THEN
    RAISE EXCEPTION 'the head of a chain only moves forward' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER only_forward BEFORE UPDATE ON audit_chain FOR EACH ROW EXECUTE FUNCTION move_head_forward();

-- The gateway's role owns its tables; it takes these rights from itself, so that no statement of the gateway's can use them by mistake.
DO $$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON audit_row FROM %I', current_user);
  EXECUTE format('REVOKE DELETE, TRUNCATE ON audit_chain FROM %I', current_user);
END $$;

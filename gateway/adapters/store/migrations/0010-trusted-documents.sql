-- Operations that a partner may ask: registered by whom the gateway runs for, never by a request. No personal data: values are variables.
CREATE TABLE trusted_document (
  -- A partner's OIN, or CITIZENS.
  owner text NOT NULL CHECK (owner = 'CITIZENS' OR owner ~ '^[0-9]{20}$'),
  -- Hex SHA-256 of the text as UTF-8.
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  name text NOT NULL,
  purpose text NOT NULL,
  -- `SOURCE.CATEGORY`, computed from the text at registration.
  categories text[] NOT NULL,
  body text NOT NULL,
  -- Wall time, ms since the epoch.
  registered_at bigint NOT NULL,
  PRIMARY KEY (owner, hash)
);

CREATE TRIGGER told AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON trusted_document FOR EACH STATEMENT EXECUTE FUNCTION tell_registry();

-- Partners and issuers, as they are registered with the gateway. No personal data. Bodies are JSON, parsed on reading (registration.ts).
CREATE TABLE partner (
  oin text PRIMARY KEY CHECK (oin ~ '^[0-9]{20}$'),
  body text NOT NULL,
  origin text NOT NULL CHECK (origin IN ('WORLD', 'OFFICE'))
);

CREATE TABLE issuer (
  issuer text PRIMARY KEY,
  body text NOT NULL,
  origin text NOT NULL CHECK (origin IN ('WORLD', 'OFFICE'))
);

CREATE FUNCTION tell_registry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('samenzicht_registry', '');
  RETURN NULL;
END $$;

CREATE TRIGGER told AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON partner FOR EACH STATEMENT EXECUTE FUNCTION tell_registry();
CREATE TRIGGER told AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON issuer FOR EACH STATEMENT EXECUTE FUNCTION tell_registry();

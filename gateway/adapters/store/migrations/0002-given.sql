-- What was given to a recipient, and what is shielded. Columns named `sealed` hold text that only the gateway opens (sealing.ts).
CREATE TABLE consent (
  id text PRIMARY KEY,
  about text NOT NULL,
  holder text NOT NULL,
  recipient text NOT NULL,
  roles text[] NOT NULL,
  purposes text[] NOT NULL,
  categories text[] NOT NULL,
  valid_from date NOT NULL,
  valid_until date NOT NULL,
  text_version text NOT NULL,
  recorded_on text NOT NULL,
  -- evidence, recordedBy
  sealed text NOT NULL,
  origin text NOT NULL CHECK (origin IN ('WORLD', 'OFFICE')),
  CONSTRAINT giver_is_not_recipient CHECK (holder <> recipient)
);
CREATE INDEX consent_given ON consent (recipient, about);
CREATE INDEX consent_about ON consent (about);

CREATE TABLE consent_statement (
  consent text NOT NULL REFERENCES consent ON DELETE CASCADE,
  ordinal integer NOT NULL,
  by_person text NOT NULL,
  capacity text NOT NULL,
  answer text NOT NULL CHECK (answer IN ('GIVEN', 'REFUSED', 'WITHDRAWN')),
  said_at text NOT NULL,
  PRIMARY KEY (consent, ordinal)
);

CREATE TABLE release (
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('ANSWER', 'STANDING', 'PUSH')),
  about text,
  holder text NOT NULL,
  recipient text NOT NULL,
  roles text[] NOT NULL,
  purposes text[] NOT NULL,
  categories text[] NOT NULL,
  basis text NOT NULL,
  valid_from date NOT NULL,
  valid_until date NOT NULL,
  origin text NOT NULL CHECK (origin IN ('WORLD', 'OFFICE')),
  CONSTRAINT only_a_standing_release_names_nobody CHECK ((about IS NULL) = (kind = 'STANDING'))
);
CREATE INDEX release_given ON release (recipient, about);

CREATE TABLE necessity (
  id text PRIMARY KEY,
  about text NOT NULL,
  holder text NOT NULL,
  recipient text NOT NULL,
  purpose text NOT NULL,
  category text NOT NULL,
  code text NOT NULL,
  valid_from date NOT NULL,
  valid_until date NOT NULL,
  origin text NOT NULL CHECK (origin IN ('WORLD', 'OFFICE'))
);
CREATE INDEX necessity_stated ON necessity (recipient, about);

CREATE TABLE claim (
  id text PRIMARY KEY,
  organisation text NOT NULL,
  own_case text NOT NULL,
  about text,
  kind text NOT NULL,
  stated_on date NOT NULL,
  contested boolean NOT NULL,
  valid_from date NOT NULL,
  valid_until date,
  -- number, recordedBy, reviewedBy
  sealed text NOT NULL,
  origin text NOT NULL CHECK (origin IN ('WORLD', 'OFFICE'))
);
CREATE INDEX claim_about ON claim (organisation, about);
CREATE INDEX claim_case ON claim (organisation, own_case) WHERE about IS NULL;

-- A shield's row tells nothing by itself: its id and its person stand in it as keyed pseudonyms, all else is sealed.
CREATE TABLE shield (
  id bytea PRIMARY KEY,
  subject bytea NOT NULL,
  sealed text NOT NULL,
  origin text NOT NULL CHECK (origin IN ('WORLD', 'OFFICE'))
);
CREATE INDEX shield_subject ON shield (subject);

CREATE TABLE restriction (
  id text PRIMARY KEY,
  about text NOT NULL,
  organisation text NOT NULL,
  valid_from date NOT NULL,
  valid_until date,
  origin text NOT NULL CHECK (origin IN ('WORLD', 'OFFICE'))
);
CREATE INDEX restriction_about ON restriction (about, organisation);

-- INVARIANT consent-version: raised in the transaction that changes anything above, so that who reads a version has read all that it counts.
CREATE TABLE consent_version (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  version bigint NOT NULL
);
INSERT INTO consent_version (version) VALUES (1);

CREATE FUNCTION raise_consent_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  raised bigint;
BEGIN
  UPDATE consent_version SET version = version + 1 RETURNING version INTO raised;
  PERFORM pg_notify('samenzicht_consent', raised::text);
  RETURN NULL;
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['consent', 'consent_statement', 'release', 'necessity', 'claim', 'shield', 'restriction'] LOOP
    EXECUTE format(
      'CREATE TRIGGER raises_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION raise_consent_version()',
      name
    );
  END LOOP;
END $$;

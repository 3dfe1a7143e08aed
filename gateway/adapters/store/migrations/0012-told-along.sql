-- The duty to inform (AVG 14, Wmo 5.3.1): one for each own case, person and source; written with the record of the answer that brings it.
CREATE TABLE duty (
  id text PRIMARY KEY,
  organisation text NOT NULL,
  own_case text NOT NULL,
  person text NOT NULL,
  holder text NOT NULL,
  since date NOT NULL,
  -- By law, or the next review of a delay.
  due_on date NOT NULL,
  state text NOT NULL CHECK (state IN ('OPEN', 'DELAYED', 'DONE')),
  -- Each decision: who, when, why, by which channel. Null: none yet.
  sealed text,
  UNIQUE (organisation, own_case, person, holder)
);

-- How somebody may be told safely. No row: nobody said anything about it.
CREATE TABLE safe_contact (
  organisation text NOT NULL,
  person text NOT NULL,
  channels text[] NOT NULL,
  -- note, setBy
  sealed text NOT NULL,
  PRIMARY KEY (organisation, person)
);

-- A claim of a recipient as its use stands with the holder whose data it opens.
CREATE TABLE claim_use (
  id text PRIMARY KEY,
  -- The claim, as a keyed pseudonym.
  claim bytea NOT NULL,
  holder text NOT NULL,
  person text NOT NULL,
  organisation text NOT NULL,
  own_case text NOT NULL,
  since date NOT NULL,
  -- The claim, for the holder.
  sealed text NOT NULL,
  UNIQUE (claim, holder, person)
);

-- A holder's contest closes a claim at once, wherever the recipient keeps it.
CREATE TABLE claim_contest (
  claim bytea PRIMARY KEY,
  organisation text NOT NULL,
  own_case text NOT NULL,
  -- The claim and who contested it, for the recipient.
  sealed text NOT NULL,
  -- Why, for the holder.
  reason text NOT NULL
);
CREATE INDEX claim_contest_of_case ON claim_contest (organisation, own_case);
CREATE TRIGGER raises_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON claim_contest FOR EACH STATEMENT EXECUTE FUNCTION raise_consent_version();

-- Tries at what is no own case: how often on a day, by whom as a keyed pseudonym; never at whom.
CREATE TABLE outside_try (
  organisation text NOT NULL,
  asker bytea NOT NULL,
  day date NOT NULL,
  tries integer NOT NULL,
  PRIMARY KEY (organisation, asker, day)
);

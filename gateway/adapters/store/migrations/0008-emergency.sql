-- Emergencies (design 5): declared, opened for minutes, reviewed by another. Moments are of the domain clock, ms since the epoch.
CREATE TABLE emergency (
  id text PRIMARY KEY,
  organisation text NOT NULL,
  own_case text NOT NULL,
  -- Who is in danger.
  people text[] NOT NULL CHECK (cardinality(people) > 0),
  -- Those with an emergency profile that were told when it opened.
  holders text[] NOT NULL,
  -- Who declared it, as a keyed pseudonym.
  asker bytea NOT NULL,
  danger text NOT NULL,
  declared_at bigint NOT NULL,
  -- Null: it waits for a second person.
  opened_at bigint,
  ends_at bigint,
  review_due date,
  outcome text CHECK (outcome IN ('JUSTIFIED', 'NOT_JUSTIFIED')),
  -- reason, declaredBy, confirmation, review
  sealed text NOT NULL,
  CONSTRAINT open_has_an_end CHECK ((opened_at IS NULL) = (ends_at IS NULL) AND (opened_at IS NULL) = (review_due IS NULL)),
  CONSTRAINT only_what_opened_is_reviewed CHECK (outcome IS NULL OR opened_at IS NOT NULL)
);
CREATE INDEX emergency_of_asker ON emergency (organisation, asker, declared_at);
CREATE INDEX emergency_unreviewed ON emergency (organisation) WHERE outcome IS NULL;

-- One that was found not justified ends at once, also inside a request that runs.
CREATE TRIGGER raises_version AFTER UPDATE ON emergency FOR EACH STATEMENT EXECUTE FUNCTION raise_consent_version();

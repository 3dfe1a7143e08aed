-- Two professionals decide in the place of one with custody: taken by one, it counts when a colleague confirms it, as a statement about the consent.
CREATE TABLE consent_stand_in (
  id text PRIMARY KEY,
  consent text NOT NULL REFERENCES consent ON DELETE CASCADE,
  instead_of text NOT NULL,
  organisation text NOT NULL,
  is_confirmed boolean NOT NULL,
  -- reason, line, decidedBy, decidedOn
  sealed text NOT NULL
);
CREATE INDEX consent_stand_in_of ON consent_stand_in (consent);

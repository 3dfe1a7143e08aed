-- Requests for a release, and what holders decided of themselves. Who asked, why, and what came of it is sealed for the holder.
-- INVARIANT alike: what the asker is told of a request follows from the columns above `sealed`, the domain clock and the releases there are.
CREATE TABLE release_request (
  id text PRIMARY KEY,
  holder text NOT NULL,
  recipient text NOT NULL,
  about text NOT NULL,
  role text NOT NULL,
  purpose text NOT NULL,
  categories text[] NOT NULL,
  -- One for each category: the law row under which the holder may release it.
  bases text[] NOT NULL,
  asked_at text NOT NULL,
  due_on date NOT NULL,
  wanted_until date NOT NULL,
  -- Of the header Idempotency-Key (AuthZEN), with the body it came with; null: asked in the graph.
  submission bytea,
  -- reason, askedBy, motherOrganisation
  sealed text NOT NULL,
  -- answer, answeredBy; null: nobody answered
  answer_sealed text,
  CONSTRAINT asked_of_another CHECK (holder <> recipient),
  CONSTRAINT a_basis_each CHECK (cardinality(bases) = cardinality(categories) AND cardinality(categories) > 0)
);
CREATE INDEX release_request_asked ON release_request (recipient, about);
CREATE INDEX release_request_answer ON release_request (holder, about);

ALTER TABLE release ADD COLUMN request text REFERENCES release_request;
-- decidedBy, note
ALTER TABLE release ADD COLUMN sealed text;
CREATE INDEX release_of_request ON release (request);
CREATE INDEX release_of_holder ON release (holder, about);

-- A standing release that one of its two signers has signed. It opens nothing; the second signature makes the release.
CREATE TABLE standing_release (
  id text PRIMARY KEY,
  holder text NOT NULL,
  recipient text NOT NULL,
  roles text[] NOT NULL,
  purposes text[] NOT NULL,
  categories text[] NOT NULL,
  basis text NOT NULL,
  valid_from date NOT NULL,
  valid_until date NOT NULL,
  signed_as text NOT NULL,
  -- signedBy
  sealed text NOT NULL,
  state text NOT NULL CHECK (state IN ('OPEN', 'SIGNED'))
);
CREATE INDEX standing_release_of ON standing_release (holder);

-- What data subjects asked of a holder or wrote for its file. The text is sealed for the holder, the answer for who sent it.
CREATE TABLE own_request (
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('CORRECTION', 'STATEMENT')),
  by_person text NOT NULL,
  about text NOT NULL,
  holder text NOT NULL,
  category text,
  sent_at text NOT NULL,
  due_on date NOT NULL,
  sealed text NOT NULL,
  state text NOT NULL CHECK (state IN ('SENT', 'DONE', 'PARTLY', 'REFUSED')),
  -- text and moment
  sealed_answer text,
  CONSTRAINT answered_or_waiting CHECK ((state = 'SENT') = (sealed_answer IS NULL))
);
CREATE INDEX own_request_of_person ON own_request (by_person, holder);

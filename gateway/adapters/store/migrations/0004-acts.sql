-- What people have written through the graph. Who said it and in which words is sealed for the organisation that said it.
ALTER TABLE necessity ADD COLUMN sealed text;

CREATE TABLE task (
  id text PRIMARY KEY,
  kind text NOT NULL,
  organisation text,
  person text,
  roles text[] NOT NULL,
  about text,
  reference text NOT NULL,
  due_on date,
  state text NOT NULL CHECK (state IN ('OPEN', 'DONE', 'EXPIRED')),
  created_at text NOT NULL,
  -- note
  sealed text,
  CONSTRAINT one_addressee CHECK ((organisation IS NULL) <> (person IS NULL))
);
CREATE INDEX task_of_organisation ON task (organisation, about);
CREATE INDEX task_of_person ON task (person);
CREATE INDEX task_about ON task (reference);

-- A release is made to an organisation, by its OIN, or to a data subject, by the inner key, for the own view and nothing else.
ALTER TABLE release ADD CONSTRAINT serves_its_recipient CHECK (
  CASE
    WHEN recipient ~ '^[0-9]{20}$' THEN NOT ('DATA_SUBJECT' = ANY (roles) OR 'OWN_FILE' = ANY (purposes))
    ELSE kind <> 'STANDING' AND roles = ARRAY['DATA_SUBJECT'] AND purposes = ARRAY['OWN_FILE']
  END
);

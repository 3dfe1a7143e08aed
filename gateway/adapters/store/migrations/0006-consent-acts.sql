-- What a statement about a consent rests on: channel, text shown, evidence, proof of authority, who recorded it. Sealed for the holder.
ALTER TABLE consent_statement ADD COLUMN sealed text;

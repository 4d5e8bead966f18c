ALTER TABLE accounts ADD COLUMN number uuid NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE currencies ADD COLUMN minor_units integer NOT NULL DEFAULT 2;
DELETE FROM subscriptions;

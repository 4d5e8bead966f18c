SET lock_timeout = '3s';

-- A validated check (V5, V6) proves that there is no NULL: no scan.
ALTER TABLE orders ALTER COLUMN number SET NOT NULL;
ALTER TABLE orders DROP CONSTRAINT orders_number_present;

-- Wider varchar, and varchar to text: only the catalog changes.
ALTER TABLE orders ALTER COLUMN note TYPE varchar(2000);
ALTER TABLE products ALTER COLUMN title TYPE text;

-- now() is evaluated once: no rewrite.
ALTER TABLE customers ADD COLUMN last_seen_at timestamptz NOT NULL DEFAULT now();

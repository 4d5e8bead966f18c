SET lock_timeout = '3s';

ALTER TABLE products DROP COLUMN legacy_code;
ALTER TABLE orders ALTER COLUMN total_cents TYPE smallint;
ALTER TABLE customers RENAME COLUMN full_name TO display_name;

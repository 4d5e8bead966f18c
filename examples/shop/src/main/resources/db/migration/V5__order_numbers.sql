SET lock_timeout = '3s';

ALTER TABLE orders ADD COLUMN number text;
ALTER TABLE orders ADD CONSTRAINT orders_number_present CHECK (number IS NOT NULL) NOT VALID;

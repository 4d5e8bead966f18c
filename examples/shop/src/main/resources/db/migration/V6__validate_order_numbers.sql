ALTER TABLE orders VALIDATE CONSTRAINT orders_number_present;

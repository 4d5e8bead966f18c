-- Customers are looked up by phone number in the support tool.
CREATE INDEX customers_phone_idx ON customers (phone);

ALTER TABLE payments ADD COLUMN invoice_id bigint;

CREATE TABLE invoices (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id   bigint NOT NULL REFERENCES orders (id),
    issued_at  timestamptz NOT NULL DEFAULT now(),
    pdf_url    text
);
CREATE INDEX invoices_order_id_idx ON invoices (order_id);

ALTER TABLE payments
    ADD CONSTRAINT payments_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES invoices (id);

UPDATE payments SET provider = 'stripe' WHERE provider = 'stripe_v1';

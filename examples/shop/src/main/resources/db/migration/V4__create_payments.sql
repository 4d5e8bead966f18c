CREATE TABLE payments (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id     bigint NOT NULL REFERENCES orders (id),
    provider     text NOT NULL,
    provider_ref text,
    amount_cents integer NOT NULL,
    paid_at      timestamptz
);

CREATE INDEX payments_order_id_idx ON payments (order_id);

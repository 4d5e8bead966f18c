CREATE TABLE subscriptions (
    id         bigserial PRIMARY KEY,
    account_id bigint NOT NULL REFERENCES accounts (id),
    plan       text NOT NULL,
    renews_at  timestamptz
);

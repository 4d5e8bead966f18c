CREATE TABLE currencies (
    code char(3) PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE accounts (
    id         bigserial PRIMARY KEY,
    name       text NOT NULL,
    currency   char(3) NOT NULL REFERENCES currencies (code),
    balance    numeric(12, 2) NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now()
);

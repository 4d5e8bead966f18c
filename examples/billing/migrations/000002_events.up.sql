CREATE TABLE events (
    id         bigserial,
    account_id bigint NOT NULL,
    kind       text NOT NULL,
    amount     numeric(12, 2),
    at         timestamptz NOT NULL,
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);

CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE events_rest PARTITION OF events DEFAULT;

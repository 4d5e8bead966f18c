SET lock_timeout = '2s';

ALTER TABLE events DROP COLUMN source;
ALTER TABLE accounts ALTER COLUMN balance TYPE numeric(12, 2);

SET lock_timeout = '2s';

-- More digits before the point, the scale stays: only the catalog changes.
ALTER TABLE accounts ALTER COLUMN balance TYPE numeric(16, 2);

-- A constant default is stored once, whatever the size of the table.
ALTER TABLE events ADD COLUMN source text NOT NULL DEFAULT 'api';

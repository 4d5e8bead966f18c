DROP INDEX CONCURRENTLY IF EXISTS subscriptions_account_id_idx;

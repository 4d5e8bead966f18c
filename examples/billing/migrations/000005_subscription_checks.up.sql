SET lock_timeout = '2s';

ALTER TABLE subscriptions ADD CONSTRAINT subscriptions_plan_check CHECK (plan IN ('monthly', 'yearly')) NOT VALID;
ALTER TABLE subscriptions VALIDATE CONSTRAINT subscriptions_plan_check;

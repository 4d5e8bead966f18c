ALTER TABLE subscriptions DROP CONSTRAINT subscriptions_plan_check;

CREATE OR REPLACE VIEW daily_sales AS
SELECT date_trunc('day', paid_at) AS day, sum(amount_cents) AS cents
FROM payments
WHERE paid_at IS NOT NULL
GROUP BY 1;

GRANT SELECT ON daily_sales TO ${reporting_role};

DO $$
DECLARE
    part text;
BEGIN
    FOR part IN SELECT tablename FROM pg_tables WHERE tablename LIKE 'sales\_%' LOOP
        EXECUTE 'DROP TABLE ' || quote_ident(part);
    END LOOP;
END
$$;

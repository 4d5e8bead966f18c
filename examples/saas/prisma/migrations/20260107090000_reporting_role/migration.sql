-- The reporting tool reads every table that there is when this runs.
DO $$
DECLARE
    target RECORD;
BEGIN
    FOR target IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('GRANT SELECT ON %I TO reporting', target.tablename);
    END LOOP;
END
$$;

-- The audit of statements by pgaudit (AZN-8), which a server loads but doesn't use before it is an extension of the database.
-- Run by the administrator, any number of times. Aurora brings pgaudit, and knows the role for auditing single objects by
-- this name; a server without it, such as the embedded one, is none that anybody's data is on.

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pgaudit') THEN
    CREATE EXTENSION IF NOT EXISTS pgaudit;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rds_pgaudit') THEN
      CREATE ROLE rds_pgaudit NOLOGIN;
    END IF;
  END IF;
END
$$;

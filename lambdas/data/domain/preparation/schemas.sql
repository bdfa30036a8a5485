-- Schema `app` holds the tenants' data, `migrations` what was applied, `public` nothing. Run by the administrator, any
-- number of times, after roles.sql.

REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- Making a schema for a role, and commenting on it, takes being able to become that role: for these statements only.
GRANT ringwall_owner TO CURRENT_USER WITH INHERIT TRUE, SET TRUE;
CREATE SCHEMA IF NOT EXISTS app AUTHORIZATION ringwall_owner;
CREATE SCHEMA IF NOT EXISTS migrations AUTHORIZATION ringwall_owner;

-- Says which release of these files ran last, so that the administrator is needed only when they change.
DO $$
BEGIN
  EXECUTE format('COMMENT ON SCHEMA app IS %L', current_setting('ringwall.preparation'));
END
$$;
REVOKE ringwall_owner FROM CURRENT_USER;

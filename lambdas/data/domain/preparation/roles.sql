-- Who there is (AZN-7). Run by the administrator, which is no superuser: on Aurora the master user, who may create roles.
-- May run any number of times. Nobody here is a superuser, bypasses row security or creates roles.
--
--   ringwall_owner        owns schema and tables, logs in never; row security binds it too
--   ringwall_application  reads and writes rows of the current tenant
--   ringwall_read_only    reads them
--   ringwall_key_rotation reads and writes sealed columns of the current tenant, and nothing else of a row (KEY-6)
--   ringwall_reconciliation compares counts of the current tenant's documents, and moves its events on (AVL-4)
--   ringwall_migration    may become the owner, and by itself nothing
--
-- The last five log in as one of two users each, which a rotation uses in turn. None has a password before its first one.

DO $$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN
    SELECT * FROM (VALUES
      ('ringwall_owner', 'NOLOGIN'),
      ('ringwall_application', 'NOLOGIN'),
      ('ringwall_read_only', 'NOLOGIN'),
      ('ringwall_key_rotation', 'NOLOGIN'),
      ('ringwall_reconciliation', 'NOLOGIN'),
      ('ringwall_migration', 'NOLOGIN'),
      ('ringwall_app_a', 'LOGIN'),
      ('ringwall_app_b', 'LOGIN'),
      ('ringwall_read_only_a', 'LOGIN'),
      ('ringwall_read_only_b', 'LOGIN'),
      ('ringwall_key_rotation_a', 'LOGIN'),
      ('ringwall_key_rotation_b', 'LOGIN'),
      ('ringwall_reconciliation_a', 'LOGIN'),
      ('ringwall_reconciliation_b', 'LOGIN'),
      ('ringwall_migration_a', 'LOGIN'),
      ('ringwall_migration_b', 'LOGIN')
    ) AS roles (name, login)
  LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted.name) THEN
      EXECUTE format('CREATE ROLE %I %s', wanted.name, wanted.login);
    END IF;
  END LOOP;
END
$$;

GRANT ringwall_application TO ringwall_app_a, ringwall_app_b WITH INHERIT TRUE, SET FALSE;
GRANT ringwall_read_only TO ringwall_read_only_a, ringwall_read_only_b WITH INHERIT TRUE, SET FALSE;
GRANT ringwall_key_rotation TO ringwall_key_rotation_a, ringwall_key_rotation_b WITH INHERIT TRUE, SET FALSE;
GRANT ringwall_reconciliation TO ringwall_reconciliation_a, ringwall_reconciliation_b WITH INHERIT TRUE, SET FALSE;
GRANT ringwall_migration TO ringwall_migration_a, ringwall_migration_b WITH INHERIT TRUE, SET TRUE;

-- The owner's rights come by an explicit SET ROLE only, which the audit log shows.
GRANT ringwall_owner TO ringwall_migration WITH INHERIT FALSE, SET TRUE;

-- What a session starts with. The path has no schema in which anybody could shadow a table or a function.
DO $$
DECLARE
  login record;
BEGIN
  FOR login IN
    SELECT * FROM (VALUES
      ('ringwall_app_a', '10s'),
      ('ringwall_app_b', '10s'),
      ('ringwall_read_only_a', '30s'),
      ('ringwall_read_only_b', '30s'),
      ('ringwall_key_rotation_a', '30s'),
      ('ringwall_key_rotation_b', '30s'),
      ('ringwall_reconciliation_a', '30s'),
      ('ringwall_reconciliation_b', '30s'),
      ('ringwall_migration_a', '10min'),
      ('ringwall_migration_b', '10min')
    ) AS logins (name, statement_timeout)
  LOOP
    EXECUTE format('ALTER ROLE %I SET search_path = app, pg_temp', login.name);
    EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', login.name, login.statement_timeout);
    EXECUTE format('ALTER ROLE %I SET lock_timeout = %L', login.name, '3s');
    EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', login.name, '15s');
  END LOOP;
END
$$;

ALTER ROLE ringwall_read_only_a SET default_transaction_read_only = on;
ALTER ROLE ringwall_read_only_b SET default_transaction_read_only = on;

-- A role that was given more since is refused, not trimmed: somebody has to know.
DO $$
DECLARE
  excess text;
BEGIN
  SELECT string_agg(rolname, ', ' ORDER BY rolname) INTO excess
  FROM pg_roles
  WHERE rolname LIKE 'ringwall\_%'
    AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
      OR (rolcanlogin AND rolname IN ('ringwall_owner', 'ringwall_application', 'ringwall_read_only', 'ringwall_key_rotation', 'ringwall_reconciliation', 'ringwall_migration')));
  IF excess IS NOT NULL THEN
    RAISE EXCEPTION 'These roles may do more than they should: %.', excess USING ERRCODE = 'invalid_role_specification';
  END IF;

  SELECT string_agg(format('%s in %s', member.rolname, granted.rolname), ', ' ORDER BY member.rolname, granted.rolname) INTO excess
  FROM pg_auth_members membership
  JOIN pg_roles member ON member.oid = membership.member
  JOIN pg_roles granted ON granted.oid = membership.roleid
  WHERE member.rolname LIKE 'ringwall\_%'
    AND (member.rolname, granted.rolname) NOT IN (
      ('ringwall_app_a', 'ringwall_application'),
      ('ringwall_app_b', 'ringwall_application'),
      ('ringwall_read_only_a', 'ringwall_read_only'),
      ('ringwall_read_only_b', 'ringwall_read_only'),
      ('ringwall_key_rotation_a', 'ringwall_key_rotation'),
      ('ringwall_key_rotation_b', 'ringwall_key_rotation'),
      ('ringwall_reconciliation_a', 'ringwall_reconciliation'),
      ('ringwall_reconciliation_b', 'ringwall_reconciliation'),
      ('ringwall_migration_a', 'ringwall_migration'),
      ('ringwall_migration_b', 'ringwall_migration'),
      ('ringwall_migration', 'ringwall_owner')
    );
  IF excess IS NOT NULL THEN
    RAISE EXCEPTION 'These memberships shouldn''t exist: %.', excess USING ERRCODE = 'invalid_role_specification';
  END IF;
END
$$;

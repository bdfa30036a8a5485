-- Who may connect to this database. Run by the administrator, any number of times, after roles.sql. A database that is
-- copied from another one doesn't inherit this.

DO $$
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO ringwall_application, ringwall_read_only, ringwall_key_rotation, ringwall_reconciliation, ringwall_migration', current_database());
END
$$;

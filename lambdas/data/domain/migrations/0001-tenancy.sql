-- Nothing that a later migration creates is open to everybody.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC;
GRANT USAGE ON SCHEMA app TO ringwall_application, ringwall_read_only;

-- The tenant of this transaction, or NULL, which equals no tenant: without one there are no rows, and no error either.
-- A setting that was local to a transaction reads as '' after it. The body is parsed here, so no search path changes it.
CREATE FUNCTION app.current_tenant() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.current_tenant', true), '')::uuid;
GRANT EXECUTE ON FUNCTION app.current_tenant() TO ringwall_application, ringwall_read_only;

-- A field that was sealed before it came here: a column of this type can't hold anything in clear (KEY-9).
-- Begins with "RWF"; 64 bytes are an empty value's; docs/field-encryption.md has the format.
CREATE DOMAIN app.sealed AS bytea
  CONSTRAINT sealed_not_clear CHECK (substring(VALUE FROM 1 FOR 3) = '\x525746'::bytea AND octet_length(VALUE) BETWEEN 64 AND 1048576);
GRANT USAGE ON TYPE app.sealed TO ringwall_application, ringwall_read_only;

CREATE TABLE app.tenants (
  tenant_id uuid NOT NULL DEFAULT app.current_tenant(),
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT tenants_key PRIMARY KEY (tenant_id),
  CONSTRAINT tenants_name_valid CHECK (char_length(name) BETWEEN 1 AND 200 AND name !~ '[[:cntrl:]]')
);

-- The wall is restrictive: whatever policy is added later, it holds as well. Who may pass it is the permissive policy's
-- affair. The owner has none, so that forced row security leaves it no row.
ALTER TABLE app.tenants ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.tenants FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON app.tenants AS RESTRICTIVE TO PUBLIC
  USING (tenant_id = (SELECT app.current_tenant())) WITH CHECK (tenant_id = (SELECT app.current_tenant()));
CREATE POLICY admitted ON app.tenants TO ringwall_application, ringwall_read_only USING (true) WITH CHECK (true);

-- By column: a row never changes its tenant, and a tenant isn't deleted by the application.
GRANT SELECT, INSERT (tenant_id, name), UPDATE (name) ON app.tenants TO ringwall_application;
GRANT SELECT ON app.tenants TO ringwall_read_only;

-- Statistics hold values of all tenants, and the planner's estimates show them (docs/decisions/0053).
ALTER TABLE app.tenants
  ALTER COLUMN tenant_id SET STATISTICS 0,
  ALTER COLUMN name SET STATISTICS 0,
  ALTER COLUMN created_at SET STATISTICS 0;

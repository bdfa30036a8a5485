-- The example of a resource: something that a person of a tenant owns.
CREATE TABLE app.documents (
  tenant_id uuid NOT NULL DEFAULT app.current_tenant(),
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  title text NOT NULL,
  body app.sealed NOT NULL,
  -- Counts changes, so that a caller can refuse to overwrite what it hasn't seen.
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT documents_key PRIMARY KEY (tenant_id, id),
  -- With the tenant in it, a reference can't even ask about another tenant's person. Foreign keys ignore row security.
  CONSTRAINT documents_owner_exists FOREIGN KEY (tenant_id, owner_id) REFERENCES app.users (tenant_id, id),
  CONSTRAINT documents_title_valid CHECK (char_length(title) BETWEEN 1 AND 200 AND title !~ '[[:cntrl:]]'),
  CONSTRAINT documents_version_valid CHECK (version > 0)
);
CREATE INDEX documents_by_owner ON app.documents (tenant_id, owner_id);
CREATE INDEX documents_by_time ON app.documents (tenant_id, created_at, id);

COMMENT ON COLUMN app.documents.body IS 'class: confidential';

ALTER TABLE app.documents ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.documents FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON app.documents AS RESTRICTIVE TO PUBLIC
  USING (tenant_id = (SELECT app.current_tenant())) WITH CHECK (tenant_id = (SELECT app.current_tenant()));
CREATE POLICY admitted ON app.documents TO ringwall_application, ringwall_read_only USING (true) WITH CHECK (true);

GRANT SELECT, DELETE,
  INSERT (tenant_id, id, owner_id, title, body),
  UPDATE (owner_id, title, body, version)
  ON app.documents TO ringwall_application;
GRANT SELECT ON app.documents TO ringwall_read_only;

ALTER TABLE app.documents
  ALTER COLUMN tenant_id SET STATISTICS 0,
  ALTER COLUMN id SET STATISTICS 0,
  ALTER COLUMN owner_id SET STATISTICS 0,
  ALTER COLUMN title SET STATISTICS 0,
  ALTER COLUMN body SET STATISTICS 0,
  ALTER COLUMN version SET STATISTICS 0,
  ALTER COLUMN created_at SET STATISTICS 0;

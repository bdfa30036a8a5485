-- A person in a tenant. Every personal field is sealed by the application; what class it has is the column's comment.
-- The ID is the caller's: a field is sealed for its row, which must have its ID by then.
CREATE TABLE app.users (
  tenant_id uuid NOT NULL DEFAULT app.current_tenant(),
  id uuid NOT NULL,
  email app.sealed NOT NULL,
  email_digest bytea NOT NULL,
  full_name app.sealed,
  phone app.sealed,
  national_id app.sealed,
  medical_data app.sealed,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Each key has the tenant in it: that a value is taken is known within the tenant only.
  CONSTRAINT users_key PRIMARY KEY (tenant_id, id),
  CONSTRAINT users_email_taken UNIQUE (tenant_id, email_digest),
  CONSTRAINT users_tenant_exists FOREIGN KEY (tenant_id) REFERENCES app.tenants (tenant_id),
  CONSTRAINT users_email_digest_valid CHECK (octet_length(email_digest) = 32)
);

COMMENT ON COLUMN app.users.email IS 'class: pii';
COMMENT ON COLUMN app.users.email_digest IS 'HMAC-SHA256 of the normalised address under the tenant''s key: finds an address, doesn''t tell it';
COMMENT ON COLUMN app.users.full_name IS 'class: pii';
COMMENT ON COLUMN app.users.phone IS 'class: pii';
COMMENT ON COLUMN app.users.national_id IS 'class: national-id';
COMMENT ON COLUMN app.users.medical_data IS 'class: health';

ALTER TABLE app.users ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.users FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON app.users AS RESTRICTIVE TO PUBLIC
  USING (tenant_id = (SELECT app.current_tenant())) WITH CHECK (tenant_id = (SELECT app.current_tenant()));
CREATE POLICY admitted ON app.users TO ringwall_application, ringwall_read_only USING (true) WITH CHECK (true);

GRANT SELECT, DELETE,
  INSERT (tenant_id, id, email, email_digest, full_name, phone, national_id, medical_data),
  UPDATE (email, email_digest, full_name, phone, national_id, medical_data)
  ON app.users TO ringwall_application;
GRANT SELECT ON app.users TO ringwall_read_only;

ALTER TABLE app.users
  ALTER COLUMN tenant_id SET STATISTICS 0,
  ALTER COLUMN id SET STATISTICS 0,
  ALTER COLUMN email SET STATISTICS 0,
  ALTER COLUMN email_digest SET STATISTICS 0,
  ALTER COLUMN full_name SET STATISTICS 0,
  ALTER COLUMN phone SET STATISTICS 0,
  ALTER COLUMN national_id SET STATISTICS 0,
  ALTER COLUMN medical_data SET STATISTICS 0,
  ALTER COLUMN created_at SET STATISTICS 0;

-- Who created a document is a person or an API key, as decisions name them (AZN-1): sign-in keeps accounts in DynamoDB and fills no
-- row of app.users. The column's type is changed, which rewrites every row, also those that row security hides from the owner.
ALTER TABLE app.documents DROP CONSTRAINT documents_owner_exists;
ALTER TABLE app.documents ALTER COLUMN owner_id TYPE text USING 'account/' || owner_id::text;
ALTER TABLE app.documents RENAME COLUMN owner_id TO creator;
ALTER INDEX app.documents_by_owner RENAME TO documents_by_creator;
ALTER TABLE app.documents ADD COLUMN contact_email app.sealed;
ALTER TABLE app.documents
  ADD CONSTRAINT documents_tenant_exists FOREIGN KEY (tenant_id) REFERENCES app.tenants (tenant_id),
  ADD CONSTRAINT documents_creator_valid CHECK (creator ~ '^(account/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|api-key/[0-9A-Za-z]{16})$');
ALTER TABLE app.documents ALTER COLUMN creator SET STATISTICS 0, ALTER COLUMN contact_email SET STATISTICS 0;

-- A contact has no account, and so no data key of their own: the tenant's is what there is.
COMMENT ON COLUMN app.documents.contact_email IS 'class: confidential';

-- Who created a row stays: another creator would be another owner of rights.
REVOKE UPDATE (creator) ON app.documents FROM ringwall_application;
GRANT INSERT (contact_email), UPDATE (contact_email) ON app.documents TO ringwall_application;
GRANT SELECT (contact_email), UPDATE (contact_email) ON app.documents TO ringwall_key_rotation;

-- A file of a document; its type was recognised by its bytes (EDGE-13).
CREATE TABLE app.attachments (
  tenant_id uuid NOT NULL DEFAULT app.current_tenant(),
  document_id uuid NOT NULL,
  media_type text NOT NULL,
  content app.sealed NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT attachments_key PRIMARY KEY (tenant_id, document_id),
  -- With the tenant in it, a reference can't even ask about another tenant's document. Foreign keys ignore row security.
  CONSTRAINT attachments_document_exists FOREIGN KEY (tenant_id, document_id) REFERENCES app.documents (tenant_id, id),
  CONSTRAINT attachments_media_type_known CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png', 'text/plain'))
);
COMMENT ON COLUMN app.attachments.content IS 'class: confidential';

ALTER TABLE app.attachments ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.attachments FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON app.attachments AS RESTRICTIVE TO PUBLIC
  USING (tenant_id = (SELECT app.current_tenant())) WITH CHECK (tenant_id = (SELECT app.current_tenant()));
CREATE POLICY admitted ON app.attachments TO ringwall_application, ringwall_read_only USING (true) WITH CHECK (true);
CREATE POLICY admitted_key_rotation ON app.attachments TO ringwall_key_rotation USING (true) WITH CHECK (true);
GRANT SELECT, DELETE, INSERT (tenant_id, document_id, media_type, content) ON app.attachments TO ringwall_application;
GRANT SELECT ON app.attachments TO ringwall_read_only;
GRANT SELECT (tenant_id, document_id, content), UPDATE (content) ON app.attachments TO ringwall_key_rotation;
ALTER TABLE app.attachments
  ALTER COLUMN tenant_id SET STATISTICS 0,
  ALTER COLUMN document_id SET STATISTICS 0,
  ALTER COLUMN media_type SET STATISTICS 0,
  ALTER COLUMN content SET STATISTICS 0,
  ALTER COLUMN created_at SET STATISTICS 0;

-- Writes that were answered, by the key that their caller gave them (AVL-4). What was answered holds no sealed field.
CREATE TABLE app.idempotency_keys (
  tenant_id uuid NOT NULL DEFAULT app.current_tenant(),
  caller text NOT NULL,
  key text NOT NULL,
  request_hash bytea NOT NULL,
  reply text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_keys_key PRIMARY KEY (tenant_id, caller, key),
  CONSTRAINT idempotency_keys_tenant_exists FOREIGN KEY (tenant_id) REFERENCES app.tenants (tenant_id),
  CONSTRAINT idempotency_keys_caller_valid CHECK (char_length(caller) BETWEEN 1 AND 100),
  CONSTRAINT idempotency_keys_key_valid CHECK (key ~ '^[0-9A-Za-z_-]{16,64}$'),
  CONSTRAINT idempotency_keys_request_hash_valid CHECK (octet_length(request_hash) = 32),
  CONSTRAINT idempotency_keys_reply_valid CHECK (char_length(reply) BETWEEN 2 AND 4096)
);
CREATE INDEX idempotency_keys_by_time ON app.idempotency_keys (tenant_id, created_at);

ALTER TABLE app.idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.idempotency_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON app.idempotency_keys AS RESTRICTIVE TO PUBLIC
  USING (tenant_id = (SELECT app.current_tenant())) WITH CHECK (tenant_id = (SELECT app.current_tenant()));
CREATE POLICY admitted ON app.idempotency_keys TO ringwall_application USING (true) WITH CHECK (true);
GRANT SELECT, DELETE, INSERT (tenant_id, caller, key, request_hash, reply) ON app.idempotency_keys TO ringwall_application;
ALTER TABLE app.idempotency_keys
  ALTER COLUMN tenant_id SET STATISTICS 0,
  ALTER COLUMN caller SET STATISTICS 0,
  ALTER COLUMN key SET STATISTICS 0,
  ALTER COLUMN request_hash SET STATISTICS 0,
  ALTER COLUMN reply SET STATISTICS 0,
  ALTER COLUMN created_at SET STATISTICS 0;

-- Audit events of what changes here, in the transaction that changes it (AUD-2), until they are in the outbox of all events.
CREATE TABLE app.outbox (
  tenant_id uuid NOT NULL DEFAULT app.current_tenant(),
  id uuid NOT NULL,
  event text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT outbox_key PRIMARY KEY (tenant_id, id),
  CONSTRAINT outbox_tenant_exists FOREIGN KEY (tenant_id) REFERENCES app.tenants (tenant_id),
  CONSTRAINT outbox_event_valid CHECK (char_length(event) BETWEEN 2 AND 131072)
);
CREATE INDEX outbox_by_time ON app.outbox (tenant_id, created_at);

ALTER TABLE app.outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON app.outbox AS RESTRICTIVE TO PUBLIC
  USING (tenant_id = (SELECT app.current_tenant())) WITH CHECK (tenant_id = (SELECT app.current_tenant()));
CREATE POLICY admitted ON app.outbox TO ringwall_application USING (true) WITH CHECK (true);
GRANT SELECT, DELETE, INSERT (tenant_id, id, event) ON app.outbox TO ringwall_application;
ALTER TABLE app.outbox
  ALTER COLUMN tenant_id SET STATISTICS 0,
  ALTER COLUMN id SET STATISTICS 0,
  ALTER COLUMN event SET STATISTICS 0,
  ALTER COLUMN created_at SET STATISTICS 0;

-- Seals fields anew when data keys change (KEY-6): what it needs of a row to find it, and its sealed columns. It makes and deletes
-- no row, reads nothing that is in clear, and row security binds it like everybody.
GRANT USAGE ON SCHEMA app TO ringwall_key_rotation;
GRANT EXECUTE ON FUNCTION app.current_tenant() TO ringwall_key_rotation;
GRANT USAGE ON TYPE app.sealed TO ringwall_key_rotation;

CREATE POLICY admitted_key_rotation ON app.users TO ringwall_key_rotation USING (true) WITH CHECK (true);
GRANT SELECT (tenant_id, id, email, full_name, phone, national_id, medical_data),
  UPDATE (email, full_name, phone, national_id, medical_data)
  ON app.users TO ringwall_key_rotation;

CREATE POLICY admitted_key_rotation ON app.documents TO ringwall_key_rotation USING (true) WITH CHECK (true);
GRANT SELECT (tenant_id, id, body), UPDATE (body) ON app.documents TO ringwall_key_rotation;

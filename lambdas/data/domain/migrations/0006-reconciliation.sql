-- Compares what is here with what other stores say of it (AVL-4), and moves on the events that wait here (decision 0127): of a document
-- its ID and when it was made, nothing of what is in it, and of the outbox what has to be moved. Row security binds it like everybody.
GRANT USAGE ON SCHEMA app TO ringwall_reconciliation;
GRANT EXECUTE ON FUNCTION app.current_tenant() TO ringwall_reconciliation;

CREATE POLICY admitted_reconciliation ON app.documents TO ringwall_reconciliation USING (true) WITH CHECK (true);
GRANT SELECT (tenant_id, id, created_at) ON app.documents TO ringwall_reconciliation;

CREATE POLICY admitted_reconciliation ON app.outbox TO ringwall_reconciliation USING (true) WITH CHECK (true);
GRANT SELECT, DELETE ON app.outbox TO ringwall_reconciliation;

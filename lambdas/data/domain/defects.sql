-- What lets one tenant learn of another, found in the server's own catalogue: a row for each. Runs after every migration,
-- in its transaction: one that leaves a row here is rolled back (AZN-7, KEY-9).
WITH tables AS (
  SELECT c.oid, c.relname, c.relowner, c.relacl, c.relrowsecurity, c.relforcerowsecurity,
    (SELECT a.attnum FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND a.atttypid = 'uuid'::regtype AND a.attnotnull AND NOT a.attisdropped) AS tenant
  FROM pg_class c
  WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p')
),
columns AS (
  SELECT t.relname, a.attname, a.attnum, a.attstattarget, a.attacl, a.atttypid = 'app.sealed'::regtype AS sealed,
    col_description(t.oid, a.attnum) AS comment,
    substring(col_description(t.oid, a.attnum) FROM '^class: ([a-z][a-z0-9-]*)$') AS class
  FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid
  WHERE a.attnum > 0 AND NOT a.attisdropped
)
SELECT relname AS object, 'has no column tenant_id uuid NOT NULL' AS defect FROM tables WHERE tenant IS NULL
UNION ALL
SELECT relname, 'has row security disabled' FROM tables WHERE NOT relrowsecurity
UNION ALL
SELECT relname, 'has row security that its owner escapes' FROM tables WHERE NOT relforcerowsecurity
UNION ALL
SELECT relname, 'is not owned by ringwall_owner' FROM tables WHERE relowner <> 'ringwall_owner'::regrole
UNION ALL
SELECT t.relname, 'has no restrictive policy for everybody and every command that compares the tenant in USING and WITH CHECK'
FROM tables t
WHERE NOT EXISTS (
  SELECT FROM pg_policy p
  WHERE p.polrelid = t.oid AND NOT p.polpermissive AND p.polcmd = '*' AND p.polroles = '{0}'
    AND pg_get_expr(p.polqual, p.polrelid) = '(tenant_id = ( SELECT app.current_tenant() AS current_tenant))'
    AND pg_get_expr(p.polwithcheck, p.polrelid) = '(tenant_id = ( SELECT app.current_tenant() AS current_tenant))'
)
UNION ALL
SELECT format('%s.%s', t.relname, c.relname), 'is unique across tenants'
FROM tables t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class c ON c.oid = i.indexrelid
WHERE (i.indisunique OR i.indisexclusion) AND t.tenant <> ALL (i.indkey::int2[])
UNION ALL
SELECT format('%s.%s', t.relname, k.conname), 'refers across tenants'
FROM tables t JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f'
WHERE NOT EXISTS (
  SELECT FROM unnest(k.conkey, k.confkey) AS pair (here, there)
  JOIN pg_attribute other ON other.attrelid = k.confrelid AND other.attnum = pair.there
  WHERE pair.here = t.tenant AND other.attname = 'tenant_id'
)
UNION ALL
SELECT format('%s.%s', relname, attname), 'has statistics, which show values of all tenants' FROM columns WHERE attstattarget IS DISTINCT FROM 0
UNION ALL
SELECT format('%s.%s', relname, attname), 'has a class of field and may hold it in clear' FROM columns WHERE class IS NOT NULL AND NOT sealed
UNION ALL
SELECT format('%s.%s', relname, attname), 'has a comment that seems to name a class of field, and isn''t of the form "class: name"'
FROM columns WHERE class IS NULL AND comment ~* '\mclass(es)?\s*[:=]'
UNION ALL
SELECT format('%s.%s', relname, attname), 'is sealed and has no class of field' FROM columns WHERE class IS NULL AND sealed
UNION ALL
SELECT format('%s.tenant_id', t.relname), 'may be changed, which moves rows between tenants'
FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = t.tenant
CROSS JOIN LATERAL (SELECT * FROM aclexplode(t.relacl) UNION ALL SELECT * FROM aclexplode(a.attacl)) AS acl
WHERE acl.privilege_type = 'UPDATE' AND acl.grantee <> t.relowner
UNION ALL
SELECT t.relname, format('grants %s to %s, which row security doesn''t bind', acl.privilege_type, acl.grantee::regrole)
FROM tables t CROSS JOIN LATERAL aclexplode(t.relacl) AS acl
WHERE acl.grantee NOT IN (0, t.relowner) AND acl.privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')
UNION ALL
SELECT t.relname, format('grants %s to everybody', acl.privilege_type)
FROM tables t CROSS JOIN LATERAL aclexplode(t.relacl) AS acl
WHERE acl.grantee = 0
UNION ALL
SELECT c.relname, 'is a view that doesn''t run with the rights of whoever asks'
FROM pg_class c
WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (c.reloptions) OR 'security_invoker=on' = ANY (c.reloptions), false)
UNION ALL
SELECT c.relname, 'keeps rows of all tenants, outside of row security'
FROM pg_class c
WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('m', 'f')
UNION ALL
SELECT c.relname, 'is a sequence, which counts the rows of all tenants'
FROM pg_class c
WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'S'
UNION ALL
SELECT p.oid::regprocedure::text, 'runs with its owner''s rights'
FROM pg_proc p
WHERE p.pronamespace = 'app'::regnamespace AND p.prosecdef
UNION ALL
SELECT p.oid::regprocedure::text, 'is leakproof: it sees rows before row security does'
FROM pg_proc p
WHERE p.pronamespace = 'app'::regnamespace AND p.proleakproof
ORDER BY object, defect;

/**
 * ALTER ROLE takes no parameters: the two values come as settings of the transaction, and the server quotes them. It gets the
 * verifier alone, so that neither its log nor its audit log ever holds a password.
 */
export const SET_PASSWORD = `DO $$
BEGIN
  EXECUTE format('ALTER ROLE %I PASSWORD %L', current_setting('ringwall.user'), current_setting('ringwall.verifier'));
END
$$`;

/** Without a password, nobody logs in as this user. */
export const REMOVE_PASSWORD = `DO $$
BEGIN
  EXECUTE format('ALTER ROLE %I PASSWORD NULL', current_setting('ringwall.user'));
END
$$`;

/** To end somebody's sessions takes having their rights: for this transaction, which is rolled back. */
export const BECOME_USER = `DO $$
BEGIN
  EXECUTE format('GRANT %I TO CURRENT_USER WITH INHERIT TRUE', current_setting('ringwall.user'));
END
$$`;

export const END_SESSIONS = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1';

/** Of each user that there is: whether the administrator may change it, and what it is a member of. */
export const RIGHTS = `SELECT role.rolname AS username,
  pg_has_role(role.oid, 'MEMBER WITH ADMIN OPTION') AND (SELECT rolcreaterole FROM pg_roles WHERE rolname = current_user) AS changeable,
  role.rolcanlogin AND NOT role.rolsuper AS ordinary,
  ARRAY(SELECT granted.rolname::text FROM pg_auth_members membership JOIN pg_roles granted ON granted.oid = membership.roleid
        WHERE membership.member = role.oid ORDER BY 1) AS memberships
FROM pg_roles role WHERE role.rolname = ANY ($1)`;

-- Gives a user a password by its SCRAM verifier, which is all that the server, its log and its audit log ever see.
-- ALTER ROLE takes no parameters: the two values come as settings of the transaction, and the server quotes them.
DO $$
BEGIN
  EXECUTE format('ALTER ROLE %I PASSWORD %L', current_setting('ringwall.user'), current_setting('ringwall.verifier'));
END
$$;

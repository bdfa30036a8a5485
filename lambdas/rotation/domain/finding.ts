/** Why a rotation would fail. */
export type FindingCode =
  | 'address-unknown'
  | 'connection-refused'
  | 'connection-timed-out'
  | 'connection-failed'
  | 'tls-missing'
  | 'certificate-untrusted'
  | 'login-refused'
  | 'permission-missing'
  | 'user-missing'
  | 'users-differ'
  | 'service-failed';

/** One problem that a preflight found, and what helps. */
export interface Finding {
  readonly code: FindingCode;
  readonly advice: string;
}

const ADVICE: Readonly<Record<FindingCode, string>> = Object.freeze({
  'address-unknown': "The host's name has no address: check the variable with the host, and DNS in the function's subnets.",
  'connection-refused': 'The host is reached, and nothing listens on the port: check the port, and whether the server runs.',
  'connection-timed-out': "Nothing answers: check the route, the network ACL and both security groups between the function's subnets and the server.",
  'connection-failed': "The connection breaks before it is secure: check the server's log.",
  'tls-missing': "The server doesn't speak TLS on this port: turn encryption in transit on.",
  'certificate-untrusted': "The server's certificate isn't one for this host by the configured authorities: check the host's name and the file of authorities.",
  'login-refused': "The login with which others are changed is refused: check the administrator's secret.",
  'permission-missing': "The function, or its administrator, may not change this user: check the role's policy, or the grants.",
  'user-missing': "The user that is to be changed is missing, or in a state in which it can't be: create it first, or wait.",
  'users-differ': 'The two users have different rights: grant both the same roles.',
  'service-failed': 'The service by which users are changed fails: look at its status, and at the endpoint and its policy.',
});

/** A finding with what helps. */
export function finding(code: FindingCode): Finding {
  return { code, advice: ADVICE[code] };
}

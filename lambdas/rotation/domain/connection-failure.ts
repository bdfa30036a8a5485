import type { FindingCode } from './finding';

/** Node.js's and OpenSSL's codes, by what they mean for whoever has to repair it. */
const CODES: Readonly<Record<string, FindingCode>> = Object.freeze({
  ENOTFOUND: 'address-unknown',
  EAI_AGAIN: 'address-unknown',
  ECONNREFUSED: 'connection-refused',
  ETIMEDOUT: 'connection-timed-out',
  EHOSTUNREACH: 'connection-timed-out',
  ENETUNREACH: 'connection-timed-out',
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls-missing',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'tls-missing',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-untrusted',
});

const CERTIFICATE = /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_CA|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)/;

/** The PostgreSQL driver gives these two no code. */
const MESSAGES: Readonly<Record<string, FindingCode>> = Object.freeze({
  'timeout expired': 'connection-timed-out',
  'The server does not support SSL connections': 'tls-missing',
});

/** Why no secure connection came about. */
export function connectionFailure(error: unknown): FindingCode {
  const { code, message } = factsOf(error);
  if (CERTIFICATE.test(code)) return 'certificate-untrusted';
  return CODES[code] ?? MESSAGES[message] ?? 'connection-failed';
}

/** Node.js's errors aren't always of this realm's class, so their fields are asked and not what they are. */
function factsOf(error: unknown): { readonly code: string; readonly message: string } {
  if (typeof error !== 'object' || error === null) return { code: '', message: '' };
  const code: unknown = Reflect.get(error, 'code');
  const message: unknown = Reflect.get(error, 'message');
  return { code: typeof code === 'string' ? code : '', message: typeof message === 'string' ? message : '' };
}

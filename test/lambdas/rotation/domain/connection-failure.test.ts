import { connectionFailure } from '../../../../lambdas/rotation/domain/connection-failure';

describe('a connection that fails', () => {
  it.each([
    [{ code: 'EAI_AGAIN' }, 'address-unknown'],
    [{ code: 'ECONNREFUSED' }, 'connection-refused'],
    [{ code: 'ETIMEDOUT' }, 'connection-timed-out'],
    [{ code: 'EHOSTUNREACH' }, 'connection-timed-out'],
    [{ message: 'timeout expired' }, 'connection-timed-out'],
    [{ message: 'The server does not support SSL connections' }, 'tls-missing'],
    [{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'tls-missing'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'certificate-untrusted'],
    [{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'certificate-untrusted'],
    [{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'certificate-untrusted'],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'certificate-untrusted'],
    [{ code: 'ECONNRESET' }, 'connection-failed'],
    [{ code: 7 }, 'connection-failed'],
    ['text', 'connection-failed'],
    [undefined, 'connection-failed'],
  ])('with %j is told as %s', (error, code) => {
    expect(connectionFailure(error)).toBe(code);
  });
});

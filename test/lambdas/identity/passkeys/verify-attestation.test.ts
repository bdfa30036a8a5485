import {
  MalformedCredentialError,
  UserNotVerifiedError,
  WrongCeremonyTypeError,
  WrongChallengeError,
  WrongOriginError,
  WrongRelyingPartyError,
} from '../../../../lambdas/identity/passkeys/errors';
import { verifyAttestation } from '../../../../lambdas/identity/passkeys/verify-attestation';
import { refusalOf } from '../../../support/refusal-of';
import { SoftwareAuthenticator, type Deviation } from '../../../../lib/local/smoke/software-authenticator';

const relyingParty = { id: 'example.com', origin: 'https://app.example.com', name: 'example.com' };
const options = { challenge: 'Y2hhbGxlbmdlLWNoYWxsZW5nZS1jaGFsbGVuZ2U', user: { id: 'YWNjb3VudA' } };
const expectation = { relyingParty, challenge: options.challenge };

const authenticatorOf = (counter = 0) => new SoftwareAuthenticator({ rpId: relyingParty.id, origin: relyingParty.origin, counter });

describe('a new credential', () => {
  it('is accepted and kept as its ID, key and counter', async () => {
    const authenticator = authenticatorOf(3);
    expect(await verifyAttestation(authenticator.create(options), expectation)).toEqual({
      id: authenticator.id,
      publicKey: authenticator.cosePublicKey,
      counter: 3,
      transports: ['internal', 'hybrid'],
    });
  });

  it('is accepted with self attestation, which browsers leave in place', async () => {
    const authenticator = authenticatorOf();
    expect(await verifyAttestation(authenticator.create(options, { format: 'packed' }), expectation)).toMatchObject({ id: authenticator.id });
  });

  it.each<[string, Deviation, abstract new (...args: never[]) => Error, string]>([
    ['another type of ceremony', { type: 'webauthn.get' }, WrongCeremonyTypeError, 'passkey-type'],
    ['another challenge', { challenge: 'b3RoZXI' }, WrongChallengeError, 'passkey-challenge'],
    ['another origin', { origin: 'https://evil.test' }, WrongOriginError, 'passkey-origin'],
    ['a foreign frame', { crossOrigin: true, topOrigin: 'https://evil.test' }, WrongOriginError, 'passkey-origin'],
    ['another relying party', { rpId: 'evil.test' }, WrongRelyingPartyError, 'passkey-relying-party'],
    ['nobody present', { userPresent: false }, UserNotVerifiedError, 'passkey-user-verification'],
    ['nobody verified', { userVerified: false }, UserNotVerifiedError, 'passkey-user-verification'],
    ['an algorithm that was not offered', { algorithm: -65535 }, MalformedCredentialError, 'passkey-malformed'],
    ['an attestation of another format', { format: 'fido-u2f' }, MalformedCredentialError, 'passkey-malformed'],
  ])('with %s is refused', async (_what, deviation, kind, code) => {
    const refusal = await refusalOf(verifyAttestation(authenticatorOf().create(options, deviation), expectation));
    expect(refusal).toBeInstanceOf(kind);
    expect(refusal).toMatchObject({ code });
  });

  it.each(['AAAA', 'oA', '_____w', 'o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YQE'])('whose attestation object is %s is refused', async (attestationObject) => {
    const answer = authenticatorOf().create(options);
    const refusal = await refusalOf(verifyAttestation({ ...answer, response: { ...answer.response, attestationObject } }, expectation));
    expect(refusal).toBeInstanceOf(MalformedCredentialError);
  });

  it('that names another ID than the authenticator is refused', async () => {
    const answer = { ...authenticatorOf().create(options), id: 'b3RoZXI', rawId: 'b3RoZXI' };
    expect(await refusalOf(verifyAttestation(answer, expectation))).toBeInstanceOf(MalformedCredentialError);
  });
});

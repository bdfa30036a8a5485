import type { Passkey } from '../../../../lambdas/identity/domain/account';
import {
  CounterFellError,
  MalformedCredentialError,
  PasskeyRefusedError,
  UserNotVerifiedError,
  WrongCeremonyTypeError,
  WrongChallengeError,
  WrongOriginError,
  WrongRelyingPartyError,
} from '../../../../lambdas/identity/passkeys/errors';
import { verifyAssertion } from '../../../../lambdas/identity/passkeys/verify-assertion';
import { refusalOf } from '../../../support/refusal-of';
import { SoftwareAuthenticator, type Deviation } from '../../../../lib/local/smoke/software-authenticator';

const relyingParty = { id: 'example.com', origin: 'https://app.example.com', name: 'example.com' };
const challenge = 'Y2hhbGxlbmdlLWNoYWxsZW5nZS1jaGFsbGVuZ2U';

function setting(counter = 0) {
  const authenticator = new SoftwareAuthenticator({ rpId: relyingParty.id, origin: relyingParty.origin, counter });
  const passkey: Passkey = { id: authenticator.id, name: 'Key', publicKey: authenticator.cosePublicKey, counter, transports: [], createdAt: 1 };
  return { authenticator, passkey };
}

function judge(deviation: Deviation, counter = 0, requireVerification = true) {
  const { authenticator, passkey } = setting(counter);
  return verifyAssertion(authenticator.get({ challenge }, deviation), passkey, { relyingParty, challenge, requireVerification });
}

describe('an assertion', () => {
  it('is accepted when all of it fits', async () => {
    expect(await judge({})).toEqual({ counter: 0, userVerified: true });
  });

  it('is accepted when the counter rises', async () => {
    expect(await judge({}, 7)).toEqual({ counter: 8, userVerified: true });
  });

  it('without user verification is accepted where another factor stands beside it', async () => {
    expect(await judge({ userVerified: false }, 0, false)).toEqual({ counter: 0, userVerified: false });
  });

  it.each<[string, Deviation, abstract new (...args: never[]) => Error, string]>([
    ['another type of ceremony', { type: 'webauthn.create' }, WrongCeremonyTypeError, 'passkey-type'],
    ['another challenge', { challenge: 'b3RoZXI' }, WrongChallengeError, 'passkey-challenge'],
    ['another site', { origin: 'https://app.example.com.evil.test' }, WrongOriginError, 'passkey-origin'],
    ['another host of ours', { origin: 'https://example.com' }, WrongOriginError, 'passkey-origin'],
    ['our host without TLS', { origin: 'http://app.example.com' }, WrongOriginError, 'passkey-origin'],
    ['a foreign frame', { crossOrigin: true }, WrongOriginError, 'passkey-origin'],
    ['a frame that names its top', { topOrigin: 'https://evil.test' }, WrongOriginError, 'passkey-origin'],
    ['another relying party', { rpId: 'evil.test' }, WrongRelyingPartyError, 'passkey-relying-party'],
    ['nobody present', { userPresent: false }, UserNotVerifiedError, 'passkey-user-verification'],
    ['nobody verified', { userVerified: false }, UserNotVerifiedError, 'passkey-user-verification'],
    ['a changed signature', { tamper: 'signature' }, PasskeyRefusedError, 'passkey-refused'],
    ['changed authenticator data', { tamper: 'authenticator-data' }, PasskeyRefusedError, 'passkey-refused'],
    ['changed client data', { tamper: 'client-data' }, PasskeyRefusedError, 'passkey-refused'],
  ])('with %s is refused', async (_what, deviation, kind, code) => {
    const refusal = await refusalOf(judge(deviation));
    expect(refusal).toBeInstanceOf(kind);
    expect(refusal).toMatchObject({ code });
  });

  it.each([
    ['falls', 6],
    ['stands still', 7],
    ['falls to zero', 0],
  ])('whose counter %s is refused', async (_how, counter) => {
    const refusal = await refusalOf(judge({ counter }, 7));
    expect(refusal).toBeInstanceOf(CounterFellError);
    expect(refusal).toMatchObject({ code: 'passkey-counter', status: 403 });
  });

  it('that nobody signed accuses nobody of a copied authenticator', async () => {
    expect(await refusalOf(judge({ counter: 1, tamper: 'signature' }, 7))).toBeInstanceOf(PasskeyRefusedError);
  });

  it('of another key is refused', async () => {
    const { passkey } = setting();
    const other = setting().authenticator.get({ challenge });
    const refusal = await refusalOf(
      verifyAssertion({ ...other, id: passkey.id, rawId: passkey.id }, passkey, { relyingParty, challenge, requireVerification: true }),
    );
    expect(refusal).toBeInstanceOf(PasskeyRefusedError);
  });

  it('that names another credential than it was judged by is refused', async () => {
    const { authenticator, passkey } = setting();
    const answer = { ...authenticator.get({ challenge }), id: 'b3RoZXI', rawId: 'b3RoZXI' };
    expect(await refusalOf(verifyAssertion(answer, passkey, { relyingParty, challenge, requireVerification: true }))).toBeInstanceOf(PasskeyRefusedError);
  });

  it.each(['bm90IGpzb24', 'W10', 'bnVsbA', '_w', 'eyJ0eXBlIjoxfQ'])('with client data %s is refused', async (clientDataJSON) => {
    const { authenticator, passkey } = setting();
    const answer = authenticator.get({ challenge });
    const refusal = await refusalOf(
      verifyAssertion({ ...answer, response: { ...answer.response, clientDataJSON } }, passkey, { relyingParty, challenge, requireVerification: true }),
    );
    expect(refusal).toBeInstanceOf(MalformedCredentialError);
    expect(refusal).toMatchObject({ code: 'passkey-malformed', status: 400 });
  });

  it('with authenticator data that are too short is refused', async () => {
    const { authenticator, passkey } = setting();
    const answer = authenticator.get({ challenge });
    const refusal = await refusalOf(
      verifyAssertion({ ...answer, response: { ...answer.response, authenticatorData: 'AAAA' } }, passkey, {
        relyingParty,
        challenge,
        requireVerification: true,
      }),
    );
    expect(refusal).toBeInstanceOf(WrongRelyingPartyError);
  });
});

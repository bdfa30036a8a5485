import type { verifyRegistrationResponse } from '@simplewebauthn/server';
import { decodeAttestationObject, isoCBOR } from '@simplewebauthn/server/helpers';
import type { verifyAssertion } from '../../lambdas/identity/passkeys/verify-assertion';
import type { verifyAttestation } from '../../lambdas/identity/passkeys/verify-attestation';
import { refusing } from '../../lib/infrastructure/refused-attestation';
import { probeBundle } from '../support/probe-bundle';
import { SoftwareAuthenticator } from '../../lib/local/smoke/software-authenticator';

const relyingParty = { id: 'example.com', origin: 'https://app.example.com', name: 'example.com' };
const options = { challenge: 'Y2hhbGxlbmdlLWNoYWxsZW5nZS1jaGFsbGVuZ2U', user: { id: 'YWNjb3VudA' } };
const expectation = { relyingParty, challenge: options.challenge };
const authenticatorOf = () => new SoftwareAuthenticator({ rpId: relyingParty.id, origin: relyingParty.origin });

let bundled: {
  verifyAttestation: typeof verifyAttestation;
  verifyAssertion: typeof verifyAssertion;
  verifyRegistrationResponse: typeof verifyRegistrationResponse;
};
beforeAll(() => {
  bundled = probeBundle(`
    export { verifyAssertion } from 'ROOT/lambdas/identity/passkeys/verify-assertion';
    export { verifyAttestation } from 'ROOT/lambdas/identity/passkeys/verify-attestation';
    export { verifyRegistrationResponse } from '@simplewebauthn/server';`) as typeof bundled;
});

/** An honest credential whose statement is of this format, with a certificate. */
function withCertificate(format: string) {
  const answer = authenticatorOf().create(options, { format: 'packed' });
  const object = decodeAttestationObject(new Uint8Array(Buffer.from(answer.response.attestationObject, 'base64url')));
  const statement = new Map<string, unknown>([...(object.get('attStmt') as unknown as Map<string, unknown>), ['ver', '2.0'], ['x5c', [new Uint8Array(8)]]]);
  const changed = new Map<string, unknown>([
    ['fmt', format],
    ['attStmt', statement],
    ['authData', object.get('authData')],
  ]);
  const attestationObject = Buffer.from(isoCBOR.encode(changed as never)).toString('base64url');
  return { ...answer, response: { ...answer.response, attestationObject } };
}

/** The library alone, without our own check before it. */
const byTheLibrary = (answer: ReturnType<typeof withCertificate>) =>
  bundled.verifyRegistrationResponse({
    response: { id: answer.id, rawId: answer.rawId, response: { ...answer.response, transports: [] }, type: 'public-key', clientExtensionResults: {} },
    expectedChallenge: options.challenge,
    expectedOrigin: relyingParty.origin,
    expectedRPID: relyingParty.id,
  });

describe('a credential, in a bundle', () => {
  it.each(['none', 'packed'])('is accepted with the attestation %s, and signs in', async (format) => {
    const authenticator = authenticatorOf();
    const created = await bundled.verifyAttestation(authenticator.create(options, { format }), expectation);
    expect(created).toMatchObject({ id: authenticator.id, publicKey: authenticator.cosePublicKey });
    const passkey = { ...created, name: 'Key', createdAt: 1 };
    expect(await bundled.verifyAssertion(authenticator.get(options), passkey, { ...expectation, requireVerification: true })).toMatchObject({
      userVerified: true,
    });
  });

  it('with a self attestation that another key signed is refused', async () => {
    const [own, other] = [authenticatorOf().create(options, { format: 'packed' }), authenticatorOf().create(options, { format: 'packed' })];
    const stolen = { ...own, response: { ...own.response, attestationObject: other.response.attestationObject } };
    await expect(bundled.verifyAttestation(stolen, expectation)).rejects.toMatchObject({ code: 'passkey-malformed' });
  });

  it.each(['packed', 'fido-u2f', 'android-safetynet', 'android-key', 'tpm', 'apple', 'compound'])('with a certificate of %s is refused', async (format) => {
    await expect(bundled.verifyAttestation(withCertificate(format), expectation)).rejects.toMatchObject({ code: 'passkey-malformed' });
    await expect(byTheLibrary(withCertificate(format))).rejects.toThrow(format === 'compound' ? 'Unsupported Attestation Format' : "isn't taken");
  });
});

describe('a module that refuses', () => {
  it('exports the same names, each of which throws', () => {
    expect(refusing("import a from 'a';\nexport async function b() {}\nexport function c() {}\nexport const _d = {};")).toBe(
      ['b', 'c', '_d'].map((name) => `export function ${name}() { throw new Error("Attestation by certificates isn't taken."); }`).join('\n'),
    );
  });
});

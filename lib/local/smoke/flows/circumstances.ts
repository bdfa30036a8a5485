import { request } from 'node:https';
import { z } from 'zod';
import { readOriginSecret } from '../../front/origin-secret';
import { assertThat, idOf, type Deployed, type Flow } from '../flow';
import { expectStatus, newVisitor, register, signedIn } from '../person';
import { rotateSecret, settled } from '../rotate-secret';
import { noteSecret } from '../used-secrets';
import { Visitor } from '../visitor';

const session = z.object({ access_token: z.string() });
const KEY = { name: 'A key', scopes: ['documents:read'], expires_in_days: 1 };
/** Has no country at the edge. */
const NOWHERE = '127.255.1.1';
const FORGED = { 'CloudFront-Viewer-Country': 'DE', 'X-Viewer-Address': '192.0.2.7' };

/** AZN-9: the device. */
export const unknownDeviceIsHeldBack: Flow = {
  claim: 'From a browser that never signed in, a stolen access token does nothing sensitive; from the browser that did, the same token does',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor, person } = await signedIn(deployed);
    const { access_token: token } = session.parse((await expectStatus(visitor.call('POST', '/auth/login', { ...person }), 200)).body);
    const stolen = { Authorization: `Bearer ${token}` };
    const thief = newVisitor(deployed);
    await expectStatus(thief.call('POST', '/auth/mfa/setup', undefined, stolen), 403);
    await expectStatus(thief.call('POST', '/auth/api-keys', KEY, stolen), 403);
    await expectStatus(thief.call('POST', '/auth/mfa/setup', undefined, { ...stolen, Cookie: `__Host-device=${'A'.repeat(43)}` }), 403);
    await expectStatus(thief.call('GET', '/auth/account', undefined, stolen), 200);
    await expectStatus(visitor.call('POST', '/auth/mfa/setup', undefined, stolen), 200);
    await expectStatus(visitor.call('POST', '/auth/api-keys', KEY, stolen), 201);
    return '403 without the cookie and with another one, 200 and 201 with it';
  },
};

/** AZN-9, AZN-6: the place. */
export const forgedPlaceIsIgnored: Flow = {
  claim: "A place that the edge doesn't know, or that a client claims, at the edge or past it, allows nothing sensitive; only what the edge itself says counts",
  evidence: 'emulated',
  drive: async (deployed) => {
    const { front, cloud } = deployed;
    const lost = new Visitor(front, cloud.certificates.authority, { address: NOWHERE });
    const person = await register(deployed, lost);
    const { access_token: token } = session.parse((await expectStatus(lost.call('POST', '/auth/login', { ...person }), 200)).body);
    await expectStatus(lost.call('POST', '/auth/mfa/setup'), 403);
    await expectStatus(lost.call('POST', '/auth/mfa/setup', undefined, FORGED), 403);
    await expectStatus(lost.call('GET', '/auth/account', undefined, FORGED), 200);
    const here = newVisitor(deployed);
    here.takeCookies(lost.cookies);
    await expectStatus(here.call('POST', '/auth/mfa/setup', undefined, { Authorization: `Bearer ${token}` }), 200);
    await expectPastTheEdge(deployed, { Authorization: `Bearer ${token}`, Cookie: `__Host-device=${lost.cookies.get('__Host-device') ?? ''}` });
    return '403 from nowhere and with a forged country; past the edge 403 unless the secret is the current one or the one before';
  },
};

/** Straight at the gateway, which on AWS only CloudFront can reach. */
async function expectPastTheEdge(deployed: Deployed, who: Readonly<Record<string, string>>): Promise<void> {
  const secretId = idOf(deployed, 'AWS::SecretsManager::Secret', 'KeyRings/origin-keys/Resource');
  const { clients } = deployed.cloud;
  await settled(clients, secretId);
  const read = async (): Promise<string> => {
    const secret = (await readOriginSecret(clients, secretId)) ?? '';
    noteSecret(deployed.front, secret);
    return secret;
  };
  const asks = async (secret: string, expected: number): Promise<void> => {
    const status = await pastTheEdge(deployed, { ...who, ...FORGED, ...(secret === '' ? {} : { 'X-Origin-Secret': secret }) });
    assertThat(status === expected, `past the edge HTTP ${String(status)} where ${String(expected)} is due`);
  };
  const before = await read();
  await asks('', 403);
  await asks(`${before.slice(0, -1)}${before.endsWith('A') ? 'B' : 'A'}`, 403);
  await asks(before, 200);
  await rotateSecret(clients, secretId);
  await asks(await read(), 200);
  await asks(before, 200);
  await rotateSecret(clients, secretId);
  await asks(await read(), 200);
  await asks(before, 403);
}

async function pastTheEdge({ cloud, graph, names }: Deployed, headers: Readonly<Record<string, string>>): Promise<number> {
  const [id = '', stage = ''] = ['AWS::ApiGateway::RestApi', 'AWS::ApiGateway::Stage'].map((type) => {
    const [resource] = graph.ofType(type);
    return resource === undefined ? '' : names.ids.get(resource);
  });
  const url = new URL(`/restapis/${id}/${stage}/_user_request_/auth/mfa/setup`, cloud.emulator.endpoint);
  const origin = { Origin: graph.configuration.origins.app };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', ca: cloud.certificates.authority, headers: { ...origin, ...headers } }, (answer) => {
      answer.resume().on('end', () => {
        resolve(answer.statusCode ?? 0);
      });
    });
    sent.on('error', reject).end();
  });
}

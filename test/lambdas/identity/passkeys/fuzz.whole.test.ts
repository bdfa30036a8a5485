import { fuzzHandler } from '../../../support/fuzz-handler';
import { ENDLESS } from '../registration/world';
import { PasskeysWorld } from './passkeys-world';

it.each([
  'POST /auth/passkeys/registration/options',
  'POST /auth/passkeys/registration',
  'DELETE /auth/passkeys/{passkey}',
  'POST /auth/passkeys/authentication/options',
  'POST /auth/passkeys/authentication',
  'POST /auth/passkeys/step-up/options',
  'POST /auth/passkeys/step-up',
])('to %s, there is an answer', async (route) => {
  const world = new PasskeysWorld();
  Object.assign(world.counters, ENDLESS);
  const person = await world.person(await world.account());
  const authenticator = world.authenticator();
  await world.register(person, authenticator);
  const { ceremony_id, options } = await world.signInOptions();
  const registration = await world.registrationOptions(person);
  const bodies: Readonly<Record<string, unknown>> = {
    'POST /auth/passkeys/registration': { ceremony_id: registration.ceremony_id, name: 'Key', credential: authenticator.create(registration.options) },
    'POST /auth/passkeys/authentication': { ceremony_id, credential: authenticator.get(options) },
    'POST /auth/passkeys/step-up': { ceremony_id, credential: authenticator.get(options) },
  };
  const body = route.startsWith('DELETE') ? {} : { body: bodies[route] ?? {} };
  await fuzzHandler({
    handler: world.handler,
    valid: { route, principal: person, params: { passkey: authenticator.id }, cookies: Object.fromEntries(world.cookies), ...body },
  });
});

import { personOf } from '../../shared/http/principal';
import { route, type RoutesOf } from '../../shared/http/route';
import { authenticate } from './authenticate';
import { beginAuthentication, beginStepUp } from './begin-authentication';
import { beginRegistration } from './begin-registration';
import type { contract } from './contract';
import type { PasskeyParts } from './parts';
import { register } from './register';
import { remove } from './remove';
import { assertionBody, authenticationOptionsBody, nothing, registrationBody } from './schemas';
import { stepUp } from './step-up';

/** Sign-ins are bound to the browser by its cookie, so that only our own page may begin and end them. */
const BY_COOKIE = { cookieAuthenticated: true };

/** The routes of passkeys. */
export function passkeyRoutes(parts: PasskeyParts): RoutesOf<typeof contract> {
  return {
    'POST /auth/passkeys/registration/options': route(nothing, (request) => beginRegistration(parts, personOf(request))),
    'POST /auth/passkeys/registration': route(registrationBody, (request) => register(parts, personOf(request), request)),
    'DELETE /auth/passkeys/{passkey}': route(undefined, (request) => remove(parts, personOf(request), request)),
    'POST /auth/passkeys/authentication/options': route(authenticationOptionsBody, (request) => beginAuthentication(parts, request), BY_COOKIE),
    'POST /auth/passkeys/authentication': route(assertionBody, (request) => authenticate(parts, request), BY_COOKIE),
    'POST /auth/passkeys/step-up/options': route(nothing, (request) => beginStepUp(parts, personOf(request))),
    'POST /auth/passkeys/step-up': route(assertionBody, (request) => stepUp(parts, personOf(request), request)),
  };
}

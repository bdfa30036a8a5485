import type { Request } from '../../shared/http/request';
import { isBrowser } from '../domain/pre-sign-in-cookie';
import type { CeremonyBinding } from '../domain/records/ceremony-record';
import { findCeremony, type OpenCeremony } from './ceremonies';
import type { PasskeyParts } from './parts';
import type { AssertionBody } from './schemas';

/** A binding of somebody who isn't signed in yet. */
export type SignInBinding = Extract<CeremonyBinding, { readonly purpose: 'second-factor' | 'sign-in' }>;

/**
 * The ceremony that a sign-in's answer belongs to.
 * @throws {CeremonyNotFoundError} when there is none for this browser
 */
export async function findSignInCeremony({ store }: PasskeyParts, request: Request<AssertionBody>): Promise<OpenCeremony<SignInBinding>> {
  return findCeremony(store, request.body.ceremony_id, (binding): binding is SignInBinding => {
    // A second factor's browser is checked with its sign-in.
    return binding.purpose === 'second-factor' || (binding.purpose === 'sign-in' && isBrowser(request, binding.cookieHash));
  });
}

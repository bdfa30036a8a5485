import { route, type RoutesOf } from '../../shared/http/route';
import { cancelRecovery } from './cancel-recovery';
import { changePassword } from './change-password';
import { confirmEmailChange } from './confirm-email-change';
import { confirmPhone } from './confirm-phone';
import type { contract } from './contract';
import type { Parts } from './parts';
import { readProfile } from './read-profile';
import { removePhone } from './remove-phone';
import { removeTotp } from './remove-totp';
import { renewRecoveryCodes } from './renew-recovery-codes';
import { requestEmailChange } from './request-email-change';
import { requestPhone } from './request-phone';
import { schemas } from './schemas';
import { setUpTotp } from './set-up-totp';
import { verifyTotp } from './verify-totp';

/** The routes of the contract. */
export function routes(parts: Parts): RoutesOf<typeof contract> {
  return {
    'GET /auth/account': route(undefined, (request) => readProfile(parts, request)),
    'POST /auth/mfa/setup': route(undefined, (request) => setUpTotp(parts, request)),
    'POST /auth/mfa/verify': route(schemas.VerifyTotpRequest, (request) => verifyTotp(parts, request)),
    'DELETE /auth/mfa': route(undefined, (request) => removeTotp(parts, request)),
    'POST /auth/recovery-codes': route(undefined, (request) => renewRecoveryCodes(parts, request)),
    'DELETE /auth/recovery': route(undefined, (request) => cancelRecovery(parts, request)),
    'POST /auth/password/change': route(schemas.ChangePasswordRequest, (request) => changePassword(parts, request)),
    'POST /auth/email/change': route(schemas.ChangeEmailRequest, (request) => requestEmailChange(parts, request)),
    'POST /auth/email/change/confirm': route(schemas.ConfirmEmailChangeRequest, (request) => confirmEmailChange(parts, request)),
    'POST /auth/phone': route(schemas.PhoneRequest, (request) => requestPhone(parts, request)),
    'POST /auth/phone/confirm': route(schemas.ConfirmPhoneRequest, (request) => confirmPhone(parts, request)),
    'DELETE /auth/phone': route(undefined, (request) => removePhone(parts, request)),
  };
}

import { route, type RoutesOf } from '../../shared/http/route';
import { cancelErasure } from './cancel-erasure';
import { cancelRecovery } from './cancel-recovery';
import { completeRecovery } from './complete-recovery';
import { confirmRegistration } from './confirm-registration';
import { confirmReset } from './confirm-reset';
import type { contract } from './contract';
import type { Parts } from './parts';
import { register } from './register';
import { requestRecovery } from './request-recovery';
import { requestReset } from './request-reset';
import { schemas } from './schemas';

/** The routes of the contract. */
export function routes(parts: Parts): RoutesOf<typeof contract> {
  return {
    'POST /auth/register': route(schemas.RegisterRequest, (request) => register(parts, request)),
    'POST /auth/register/confirm': route(schemas.ConfirmRegistrationRequest, (request) => confirmRegistration(parts, request)),
    'POST /auth/password/reset': route(schemas.ResetPasswordRequest, (request) => requestReset(parts, request)),
    'POST /auth/password/reset/confirm': route(schemas.ConfirmPasswordResetRequest, (request) => confirmReset(parts, request)),
    'POST /auth/erasure/cancel': route(schemas.CancelErasureRequest, (request) => cancelErasure(parts, request)),
    'POST /auth/recovery': route(schemas.RecoveryRequest, (request) => requestRecovery(parts, request)),
    'POST /auth/recovery/cancel': route(schemas.CancelRecoveryRequest, (request) => cancelRecovery(parts, request)),
    'POST /auth/recovery/complete': route(schemas.CompleteRecoveryRequest, (request) => completeRecovery(parts, request)),
  };
}

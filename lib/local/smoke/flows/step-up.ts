import type { Flow } from '../flow';
import { letSixMinutesPass } from '../let-six-minutes-pass';
import { enrol, expectProblem, expectStatus, newVisitor, signedIn } from '../person';
import type { Visitor } from '../visitor';

const KEY = { name: 'A key', scopes: ['account:read'], expires_in_days: 1 };

/** IDN-14. */
export const dangerousActionsAskAgain: Flow = {
  claim:
    'Six minutes after the sign-in, factors, address, password and API keys change only after a step-up, by the strongest that the account has and with a fresh code',
  evidence: 'emulated',
  drive: async (deployed) => {
    const { visitor, person } = await signedIn(deployed);
    await letSixMinutesPass(deployed, visitor);
    await expectRefusals(visitor, person.password);
    await expectStatus(visitor.call('GET', '/auth/account'), 200);
    await expectStatus(newVisitor(deployed).call('POST', '/auth/step-up', { password: person.password }), 401);
    await expectProblem(visitor.call('POST', '/auth/step-up', { password: 'not the password' }), 403, 'step-up-refused');
    await expectStatus(visitor.call('POST', '/auth/step-up', { password: person.password }), 200);
    const app = await enrol(visitor);
    await letSixMinutesPass(deployed, visitor);
    await expectProblem(visitor.call('POST', '/auth/step-up', { password: person.password }), 403, 'stronger-factor-required');
    await expectProblem(visitor.call('POST', '/auth/step-up', { totp_code: app.code(-1) }), 403, 'step-up-refused');
    await expectProblem(visitor.call('POST', '/auth/api-keys', KEY), 403, 'step-up-required');
    await expectStatus(visitor.call('POST', '/auth/step-up', { totp_code: app.code() }), 200);
    await expectStatus(visitor.call('POST', '/auth/api-keys', KEY), 201);
    return 'eight actions are refused, also with a password where there is an app; a code of the app opens them, once';
  },
};

async function expectRefusals(visitor: Visitor, password: string): Promise<void> {
  const required = (answering: ReturnType<Visitor['call']>) => expectProblem(answering, 403, 'step-up-required');
  await required(visitor.call('POST', '/auth/mfa/setup'));
  await required(visitor.call('DELETE', '/auth/mfa'));
  await required(visitor.call('POST', '/auth/recovery-codes'));
  await required(visitor.call('POST', '/auth/passkeys/registration/options', {}));
  await required(visitor.call('POST', '/auth/password/change', { current_password: password, new_password: 'a new password of words' }));
  await required(visitor.call('POST', '/auth/email/change', { email: 'elsewhere@example.net' }));
  await required(visitor.call('DELETE', '/auth/phone'));
  await required(visitor.call('POST', '/auth/api-keys', KEY));
}

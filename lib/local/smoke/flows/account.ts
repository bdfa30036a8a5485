import { z } from 'zod';
import { assertThat, type Flow } from '../flow';
import { readMail } from '../mailbox';
import { CODE, enrol, expectProblem, expectStatus, newVisitor, signedIn } from '../person';

const begun = z.object({ change: z.string() });
const account = z.looseObject({ id: z.string(), email: z.string(), totp: z.looseObject({}).nullable(), recovery_codes: z.looseObject({ left: z.number() }) });

/** T§2.1. */
export const emailChanges: Flow = {
  claim: 'An email address changes by the code that the new one is sent, in the session of the account alone; the old one is told, and signs in no more',
  evidence: 'emulated',
  drive: async (deployed) => {
    const [{ visitor, person }, { visitor: stranger }] = [await signedIn(deployed), await signedIn(deployed)];
    const email = `new-${person.email}`;
    const { change } = begun.parse((await expectStatus(visitor.call('POST', '/auth/email/change', { email }), 202)).body);
    const code = await readMail(deployed.cloud, email, CODE);
    const confirm = (at: typeof visitor, sent: string) => at.call('POST', '/auth/email/change/confirm', { change, code: sent });
    await expectProblem(confirm(visitor, code === '00000000' ? '00000001' : '00000000'), 400, 'code-refused');
    await expectProblem(confirm(stranger, code), 400, 'code-refused');
    await expectStatus(confirm(newVisitor(deployed), code), 401);
    await expectStatus(confirm(visitor, code), 204);
    await expectProblem(confirm(visitor, code), 400, 'code-refused');
    await readMail(deployed.cloud, person.email, /(go to the new address)/);
    await expectStatus(newVisitor(deployed).call('POST', '/auth/login', { ...person }), 401);
    await expectStatus(newVisitor(deployed).call('POST', '/auth/login', { ...person, email }), 200);
    return 'a wrong code, another account and nobody are refused; the new address signs in, the old one was told';
  },
};

/** IDN-9. */
export const everySessionEnds: Flow = {
  claim: 'Signing out everywhere ends every session of the account at once, and none of anybody else',
  evidence: 'emulated',
  drive: async (deployed) => {
    const [{ visitor, person }, { visitor: stranger }] = [await signedIn(deployed), await signedIn(deployed)];
    const other = newVisitor(deployed);
    await expectStatus(other.call('POST', '/auth/login', { ...person }), 200);
    await expectStatus(visitor.call('POST', '/auth/logout', { everywhere: true }), 204);
    for (const one of [visitor, other]) {
      await expectStatus(one.call('GET', '/auth/sessions'), 401);
      await expectStatus(one.call('POST', '/auth/refresh'), 401);
    }
    await expectStatus(stranger.call('GET', '/auth/sessions'), 200);
    await expectStatus(other.call('POST', '/auth/login', { ...person }), 200);
    return 'two sessions ended, tokens and cookies refused; a stranger stays, and the person signs in again';
  },
};

/** IDN-7, AZN-6. */
export const accountShowsItsOwn: Flow = {
  claim: "The account's data are the caller's own, whatever identity headers say, and hold no secret",
  evidence: 'emulated',
  drive: async (deployed) => {
    const [{ visitor, person }, { visitor: stranger, person: other }] = [await signedIn(deployed), await signedIn(deployed)];
    const { recoveryCodes } = await enrol(visitor);
    const read = async (at: typeof visitor, headers = {}) => account.parse((await expectStatus(at.call('GET', '/auth/account', undefined, headers), 200)).body);
    const own = await read(visitor);
    assertThat(own.email === person.email && own.totp !== null && own.recovery_codes.left === recoveryCodes.length, `the account is ${JSON.stringify(own)}`);
    assertThat(!recoveryCodes.some((code) => JSON.stringify(own).includes(code)), 'the account holds recovery codes');
    const pretended = await read(stranger, { 'X-User-Id': own.id, 'X-Account': own.id, 'X-Tenant-Id': String(own.tenant), 'X-Amzn-Request-Context': own.id });
    assertThat(pretended.email === other.email && pretended.id !== own.id, 'an identity header was believed');
    await expectStatus(newVisitor(deployed).call('GET', '/auth/account', undefined, { 'X-User-Id': own.id }), 401);
    return `${String(own.recovery_codes.left)} recovery codes left; four identity headers change nothing`;
  },
};

import { z } from 'zod';
import type { Deployed } from './flow';
import { mailsTo } from './mailbox';
import { eventually } from './eventually';
import { expectStatus, newAddress, signedIn, type Invited, type Registered } from './person';
import type { Visitor, VisitorAnswer } from './visitor';

const CODE = /within seven days: (\S+)/;
const made = z.object({ invitation: z.string() });
const account = z.object({ id: z.string(), tenant: z.string() });

/** Somebody who came by an invitation, signed in. */
export interface Joined {
  readonly visitor: Visitor;
  readonly person: Registered;
  readonly id: string;
}

/** An invitation's ID, and its code as the invited person finds it in their mailbox. */
export async function invite(deployed: Deployed, owner: Visitor, email: string): Promise<Required<Invited> & { readonly id: string }> {
  const before = (await codesTo(deployed, email)).length;
  const { body } = await expectStatus(owner.call('POST', '/tenant/invitations', { email, role: 'MEMBER' }), 201);
  const invitation = await eventually(`an invitation in the mailbox of ${email}`, async () => (await codesTo(deployed, email)).at(before));
  return { email, invitation, id: made.parse(body).invitation };
}

/** A new member of the owner's tenant. */
export async function join(deployed: Deployed, owner: Visitor): Promise<Joined> {
  const { email, invitation } = await invite(deployed, owner, newAddress().email);
  const { visitor, person } = await signedIn(deployed, { email, invitation });
  return { visitor, person, id: (await whoIs(visitor)).id };
}

/** Somebody's account and tenant. */
export async function whoIs(visitor: Visitor): Promise<z.infer<typeof account>> {
  return account.parse((await expectStatus(visitor.call('GET', '/auth/account'), 200)).body);
}

/** Gives a member roles in the place of those that they have now, as far as who gives them may see that. */
export async function giveRoles(by: Visitor, account: string, role: string, custom_roles: readonly string[] = []): Promise<VisitorAnswer> {
  const { headers } = await by.call('GET', `/tenant/members/${account}`);
  return by.call('PATCH', `/tenant/members/${account}`, { role, custom_roles }, { 'If-Match': String(headers.etag) });
}

async function codesTo({ cloud }: Deployed, email: string): Promise<readonly string[]> {
  return (await mailsTo(cloud, email)).flatMap(({ text }) => CODE.exec(text)?.[1] ?? []);
}

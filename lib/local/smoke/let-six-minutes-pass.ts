import { z } from 'zod';
import { assertThat, type Deployed } from './flow';
import { expectStatus } from './person';
import { makeOlder } from './records';
import type { Visitor } from './visitor';

const account = z.object({ id: z.string() });
const SIX_MINUTES = 360;

/** For this person's session, by its record. A step-up is asked for after five. */
export async function letSixMinutesPass(deployed: Deployed, visitor: Visitor): Promise<void> {
  const { id } = account.parse((await expectStatus(visitor.call('GET', '/auth/account'), 200)).body);
  await makeOlder(deployed, 'sessions', (document, owner) => {
    assertThat(owner === '' || typeof document.authenticatedAt === 'number', 'a session without a time');
    return owner === `account/${id}` ? { ...document, authenticatedAt: Number(document.authenticatedAt) - SIX_MINUTES } : undefined;
  });
}

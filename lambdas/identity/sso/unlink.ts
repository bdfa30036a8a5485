import type { Person, Reply, Request } from '../../shared/http/request';
import type { Change } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import { aboutAccount } from '../domain/about-account';
import type { Account } from '../domain/account';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { linkAt, linkRecord } from '../domain/records/link-record';
import { requireFreshSession, unlessRevoked } from '../domain/sensitive';
import { requireWayIn } from '../domain/ways-in';
import { LinkNotFoundError } from './errors';
import type { SsoParts } from './parts';

/**
 * `DELETE /auth/sso/{provider}/link`; also for a provider that isn't configured any more.
 * @throws {LinkNotFoundError} {LastWayInError} {StepUpRequiredError} {SessionEndedError}
 */
export async function unlink(parts: SsoParts, person: Person, request: Request): Promise<Reply> {
  const provider = request.params.provider ?? '';
  const account = await untilCommitted(() => attempt(parts, person, provider, request));
  const name = parts.providers.get(provider)?.name ?? provider;
  await parts.notices.tell(account, { kind: 'factor-removed', values: { factor: `sign-in by ${name}` } });
  return { status: 204 };
}

async function attempt(parts: SsoParts, person: Person, provider: string, request: Request): Promise<Account | undefined> {
  const { store, audit } = parts;
  const { account: found, session } = await requireFreshSession(parts, person, { stepUp: true });
  const link = found.value.links.find((one) => one.provider === provider);
  if (link === undefined) throw new LinkNotFoundError();
  const account = { ...found.value, links: found.value.links.filter((one) => one !== link) };
  requireWayIn(account);
  const entry = await store.get({ kind: linkRecord, at: linkAt(link) });
  const changes: Change[] = [
    unlessRevoked(session),
    { action: 'replace', kind: accountRecord, at: accountAt(account.id), value: account, version: found.version },
    ...(entry === undefined ? [] : [{ action: 'delete', kind: linkRecord, at: linkAt(link), version: entry.version } as const]),
  ];
  const facts = { action: 'factor.removed', result: 'success', ...aboutAccount(account), details: { factor: 'provider', provider } } as const;
  return (await store.commit(changes, [await audit.event(facts, request)])) ? account : undefined;
}

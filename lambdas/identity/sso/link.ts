import type { Reply, Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import { untilCommitted } from '../../shared/store/until-committed';
import { aboutAccount } from '../domain/about-account';
import type { Account, Link } from '../domain/account';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { linkAt, linkRecord } from '../domain/records/link-record';
import type { SsoState } from '../domain/records/sso-record';
import { requireFreshSession, unlessRevoked } from '../domain/sensitive';
import { LinkTakenError } from './errors';
import type { Identity } from './identity';
import { landOn } from './landing';
import type { SsoParts } from './parts';
import type { Provider } from './provider';

type Linking = NonNullable<SsoState['link']>;

/**
 * Links a person at a provider to the account that asked for it. The session that began it must still be; its step-up was asked for
 * then, and the state ties this answer to it.
 * @throws {LinkTakenError} {SessionEndedError} {AccountSuspendedError}
 */
export async function link(parts: SsoParts, provider: Provider, identity: Identity, linking: Linking, request: Request): Promise<Reply> {
  const account = await untilCommitted(() => attempt(parts, provider, identity, linking, request));
  await parts.notices.tell(account, { kind: 'account-linked', values: { provider: provider.name } });
  return landOn(parts.app, { linked: provider.id });
}

async function attempt(parts: SsoParts, provider: Provider, identity: Identity, linking: Linking, request: Request): Promise<Account | undefined> {
  const { store, audit, clock } = parts;
  const { account: found, session } = await requireFreshSession(parts, linking);
  const taken = (await store.get({ kind: linkRecord, at: linkAt(identity) })) !== undefined;
  if (taken || found.value.links.some((one) => one.provider === provider.id)) throw new LinkTakenError();
  const added: Link = { provider: provider.id, issuer: identity.issuer, subject: identity.subject, linkedAt: secondsOf(clock) };
  const account = { ...found.value, links: [...found.value.links, added] };
  const facts = { action: 'account.linked', result: 'success', ...aboutAccount(account), details: { provider: provider.id } } as const;
  const changes = [
    unlessRevoked(session),
    { action: 'replace', kind: accountRecord, at: accountAt(account.id), value: account, version: found.version } as const,
    { action: 'create', kind: linkRecord, at: linkAt(identity), value: { account: account.id } } as const,
  ];
  return (await store.commit(changes, [await audit.event(facts, request)])) ? account : undefined;
}

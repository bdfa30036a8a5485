import type { Account } from '../../../../lambdas/identity/domain/account';
import { startSecondFactor } from '../../../../lambdas/identity/domain/second-factor';
import type { PasskeyParts } from '../../../../lambdas/identity/passkeys/parts';
import { relyingPartyOf } from '../../../../lambdas/identity/passkeys/relying-party';
import { passkeyRoutes } from '../../../../lambdas/identity/passkeys/routes';
import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import type { Person } from '../../../../lambdas/shared/http/request';
import { ORIGINS } from '../../../support/gateway-event';
import { IdentityWorld, type Answered } from '../../../support/identity-world';
import { SoftwareAuthenticator, type Deviation } from '../../../../lib/local/smoke/software-authenticator';

/** What options answer. */
export interface Ceremony {
  readonly ceremony_id: string;
  readonly options: { readonly challenge: string; readonly user: { readonly id: string; readonly name: string } } & Record<string, unknown>;
}

/** The function of passkeys behind the gateway, with everything around it in memory. */
export class PasskeysWorld extends IdentityWorld {
  readonly parts: PasskeyParts = { ...this.common, counters: this.counters, relyingParty: relyingPartyOf(ORIGINS.site, ORIGINS.app) };
  readonly handler = createHandler({ ...this.common, service: 'passkeys', origins: ORIGINS, routes: passkeyRoutes(this.parts) });

  authenticator(settings: { counter?: number; userVerified?: boolean } = {}): SoftwareAuthenticator {
    return new SoftwareAuthenticator({ rpId: 'example.com', origin: ORIGINS.app, ...settings });
  }

  async registrationOptions(principal: Person): Promise<Ceremony> {
    return (await this.send({ route: 'POST /auth/passkeys/registration/options', body: {}, principal })).body as unknown as Ceremony;
  }

  async register(principal: Person, authenticator: SoftwareAuthenticator, deviation: Deviation = {}, name = 'Key'): Promise<Answered> {
    const { ceremony_id, options } = await this.registrationOptions(principal);
    return this.send({
      route: 'POST /auth/passkeys/registration',
      principal,
      body: { ceremony_id, name, credential: authenticator.create(options, deviation) },
    });
  }

  async signInOptions(session_id?: string): Promise<Ceremony> {
    const body = session_id === undefined ? {} : { session_id };
    return (await this.send({ route: 'POST /auth/passkeys/authentication/options', body })).body as unknown as Ceremony;
  }

  async signIn(authenticator: SoftwareAuthenticator, deviation: Deviation = {}, session_id?: string): Promise<Answered> {
    const { ceremony_id, options } = await this.signInOptions(session_id);
    return this.answer({ ceremony_id, credential: authenticator.get(options, deviation) });
  }

  answer(body: unknown): Promise<Answered> {
    return this.send({ route: 'POST /auth/passkeys/authentication', body });
  }

  async stepUp(principal: Person, authenticator: SoftwareAuthenticator, deviation: Deviation = {}): Promise<Answered> {
    const { body } = await this.send({ route: 'POST /auth/passkeys/step-up/options', body: {}, principal });
    const { ceremony_id, options } = body as unknown as Ceremony;
    return this.send({ route: 'POST /auth/passkeys/step-up', principal, body: { ceremony_id, credential: authenticator.get(options, deviation) } });
  }

  /** A sign-in whose password held, as `POST /auth/login` leaves it. */
  async startSecondFactor(account: Account): Promise<string> {
    const challenge = await this.pool.begin(account.id);
    const smsRules = { countries: new Set<string>(), dailyBudget: 0 };
    const { change, reply } = await startSecondFactor({ sessionKeys: this.rings.sessionKeys, smsRules }, { account, challenge, first: 'pwd' }, this.now);
    await this.store.commit([change], []);
    for (const line of reply.cookies ?? []) this.keep(line);
    return (reply.body as { session_id: string }).session_id;
  }
}

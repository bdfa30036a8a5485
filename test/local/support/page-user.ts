import { Secret, TOTP } from 'otpauth';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import type { DeployedEnvironment } from '../../../lib/local/deploy-environment';
import { readMail } from '../../../lib/local/smoke/mailbox';

/** A virtual authenticator that verifies its user, as a phone with a fingerprint does. https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/ */
export async function addAuthenticator(context: BrowserContext, page: Page): Promise<CDPSession> {
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return session;
}

/** What a code generator shows `steps` steps from now; each code works once. */
export function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
}

/** Somebody at the page. */
export class PageUser {
  constructor(
    readonly page: Page,
    private readonly deployed: DeployedEnvironment,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(this.deployed.front.origins.app);
    await this.heading('Sign in');
  }

  /** Waits until the page is there; tells what it shows instead. */
  async heading(name: string): Promise<void> {
    await this.page
      .getByRole('heading', { level: 1, name })
      .waitFor()
      .catch(async (cause: unknown) => {
        throw new Error(`The page isn't at "${name}": ${await this.page.locator('main').innerText()}`, { cause });
      });
  }

  async register(email: string, password: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Create an account' }).click();
    await this.page.getByLabel('Email address').fill(email);
    await this.page.getByRole('button', { name: 'Send me a code' }).click();
    await this.page.getByLabel('Code from the mail').waitFor();
    await this.page.getByLabel('Code from the mail').fill(await readMail(this.deployed.cloud, email, /\b(\d{8})\b/));
    await this.page.getByLabel('New password').fill(password);
    await this.page.getByRole('button', { name: 'Create the account' }).click();
    await this.page.getByText('The account is there').waitFor();
  }

  async enterPassword(email: string, password: string): Promise<void> {
    await this.page.getByLabel('Email address').fill(email);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  /** At the identity provider's page. */
  async enterName(name: string): Promise<void> {
    await this.page.getByLabel('Name').fill(name);
    await this.page.getByRole('button', { name: 'Continue' }).click();
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    await this.heading('Sign in');
  }

  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: `.cache/screenshots/${name}.png`, fullPage: true });
  }
}

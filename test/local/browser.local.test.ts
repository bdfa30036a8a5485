import { decodeJwt, decodeProtectedHeader } from 'jose';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext } from 'playwright-core';
import type { DeployedEnvironment } from '../../lib/local/deploy-environment';
import { connectIdentityProvider, FIRST_PERSON } from '../../lib/local/identity-provider/connect-identity-provider';
import { openDatabase } from '../../lib/local/open-database';
import { signedIn } from '../../lib/local/smoke/person';
import { launchBrowser } from '../support/browser';
import { proves } from '../support/proves';
import { liftLimits } from './support/lift-limits';
import { startDeployed } from './support/local-clouds';
import { addAuthenticator, codeOf, PageUser } from './support/page-user';

let deployed: DeployedEnvironment;
let browser: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  deployed = await startDeployed();
  await liftLimits(deployed);
  // The functions know one port; where another test has it, the front is behind it all the same.
  const { port, origins } = deployed.front;
  const rules = Object.values(origins).map((origin) => `MAP ${new URL(origin).host} 127.0.0.1:${String(port)}`);
  browser = await launchBrowser([`--host-resolver-rules=${rules.join(',')}`]);
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});
afterAll(async () => {
  await browser.close();
  await deployed.cloud.stop();
});

let count = 0;
const PASSWORD = 'a password of five words';

async function newUser(more: Parameters<Browser['newContext']>[0] = {}): Promise<PageUser> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, ...more });
  contexts.push(context);
  const user = new PageUser(await context.newPage(), deployed);
  await user.open();
  return user;
}

/** Somebody new, signed in at the page. */
async function newPerson(user: PageUser): Promise<string> {
  count += 1;
  const email = `browser-${String(count)}@example.net`;
  await user.register(email, PASSWORD);
  await user.enterPassword(email, PASSWORD);
  await user.heading('Your account');
  return email;
}

/** Everything that the page's storages hold, as text. */
function storages(user: PageUser): Promise<string> {
  return user.page.evaluate(async () => {
    const databases = await indexedDB.databases();
    return JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      databases,
      await caches.keys(),
      document.cookie,
      window.name,
      location.href,
    ]);
  });
}

const pages = { control: 'IDN-16', part: 'pages', evidence: 'real-server' } as const;

proves(pages, 'a person registers, signs in, sets an authenticator app up by QR code, signs out, and in again with its code', async () => {
  const user = await newUser();
  const violations: string[] = [];
  user.page.on('console', (message) => {
    if (message.type() === 'error') violations.push(message.text());
  });
  await user.screenshot('sign-in');
  const email = await newPerson(user);
  await user.screenshot('account');
  await user.page.getByRole('button', { name: 'Set up' }).click();
  const secret = (await user.page.locator('section', { hasText: 'Authenticator app' }).locator('code').textContent()) ?? '';
  await user.page.getByRole('img', { name: /QR code/ }).waitFor();
  await user.screenshot('authenticator');
  await user.page.getByLabel('Six-digit code').fill(codeOf(secret, -1));
  await user.page.getByRole('button', { name: 'Turn it on' }).click();
  const codes = user.page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await codes.first().waitFor();
  expect(await codes.count()).toBe(10);
  await user.screenshot('recovery-codes');
  await user.signOut();
  await user.enterPassword(email, PASSWORD);
  await user.heading('One more step');
  await user.screenshot('second-factor');
  await user.page.getByLabel('Six-digit code').fill(codeOf(secret));
  await user.page.getByRole('button', { name: 'Continue' }).click();
  await user.heading('Your account');
  expect(violations.filter((text) => /Content Security Policy|Trusted/.test(text))).toEqual([]);
});

proves(
  { control: 'IDN-9', part: 'access-token', evidence: 'real-server' },
  "the access token that a real browser gets lives five minutes, names tenant, roles and strength, and is in the page's memory alone",
  async () => {
    const user = await newUser();
    const answered = user.page.waitForResponse((response) => response.url().endsWith('/auth/login') && response.status() === 200);
    await newPerson(user);
    const { access_token: token } = (await (await answered).json()) as { access_token: string };
    const { iat = 0, exp = 0, ...claims } = decodeJwt(token);
    expect(exp - iat).toBe(300);
    expect(claims).toMatchObject({ iss: deployed.front.origins.api, aud: deployed.front.origins.api, roles: ['OWNER'], amr: ['pwd'] });
    const { sub, tenant, sid, auth_time: authenticatedAt } = claims;
    expect([sub, tenant, sid, authenticatedAt].map((claim) => typeof claim)).toEqual(['string', 'string', 'string', 'number']);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    expect(await storages(user)).not.toContain(token);
    await user.page.reload();
    await user.heading('Your account');
    expect(await storages(user)).not.toContain('eyJ');
  },
);

proves(
  { control: 'IDN-16', part: 'no-storage', evidence: 'real-server' },
  'after a sign-in, a reload and a step-up no storage, address or readable cookie of the browser holds a token',
  async () => {
    const user = await newUser();
    const bodies: Promise<string>[] = [];
    user.page.on('response', (response) => {
      bodies.push(response.text().catch(() => ''));
    });
    await newPerson(user);
    await user.page.reload();
    await user.heading('Your account');
    const texts = await Promise.all(bodies);
    const tokens = texts.flatMap((body) => [...body.matchAll(/"access_token":"([^"]+)"/g)].map(([, token = '']) => token));
    expect(tokens.length).toBeGreaterThan(1);
    const found = await storages(user);
    for (const token of tokens) expect(found).not.toContain(token);
    expect(JSON.parse(found)).toEqual([[], [], [], [], '', '', expect.stringMatching(/^https:\/\/app\.ringwall\.localhost:\d+\/$/)]);
  },
);

proves(
  { control: 'IDN-5', part: 'ceremonies', evidence: 'real-server' },
  'a passkey of a virtual authenticator is registered in a real browser, and signs in as the only factor',
  async () => {
    const user = await newUser();
    await addAuthenticator(user.page.context(), user.page);
    await newPerson(user);
    await user.page.getByLabel('What to call it').fill('Test phone');
    await user.page.getByRole('button', { name: 'Add a passkey' }).click();
    await user.page.getByRole('button', { name: 'Remove the passkey Test phone' }).waitFor();
    await user.screenshot('passkeys');
    await user.signOut();
    await user.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await user.heading('Your account');
  },
);

proves(
  { control: 'IDN-11', part: 'accounts', evidence: 'real-server' },
  "a person signs in at the provider's own page in a real browser, comes back to an account of their own, and finds it again",
  async () => {
    const provider = await connectIdentityProvider(deployed);
    const user = await newUser();
    const button = user.page.getByRole('link', { name: `Sign in with ${provider.name}` });
    await user.screenshot('sign-in-sso');
    await button.click();
    await user.heading(provider.name);
    expect(new URL(user.page.url()).origin).toBe(provider.issuer);
    await user.screenshot('identity-provider');
    await user.enterName(FIRST_PERSON);
    await user.heading('Your account');
    await user.page.getByText(provider.people.get(FIRST_PERSON)?.email ?? '').waitFor();
    expect(user.page.url()).toBe(`${deployed.front.origins.app}/`);
    await user.screenshot('account-sso');
    await user.page.reload();
    await user.heading('Your account');
    await user.signOut();
    await button.click();
    await user.heading('Your account');
  },
);

it('brings whom the provider does not vouch for back to the sign-in page, and says so', async () => {
  const provider = await connectIdentityProvider(deployed);
  provider.people.set('mallory', { email: 'mallory@example.net', email_verified: false });
  const user = await newUser();
  await user.page.getByRole('link', { name: `Sign in with ${provider.name}` }).click();
  await user.heading(provider.name);
  await user.enterName('nobody');
  await user.page.getByText('Nobody here has this name.').waitFor();
  await user.enterName('mallory');
  await user.heading('Sign in');
  await user.page.getByRole('alert').waitFor();
  expect(user.page.url()).toBe(`${deployed.front.origins.app}/`);
  await user.screenshot('sign-in-sso-refused');
});

it('keeps two tabs signed in that reload at the same time, again and again', async () => {
  const user = await newUser();
  await newPerson(user);
  const other = new PageUser(await user.page.context().newPage(), deployed);
  await other.page.goto(user.page.url());
  for (let round = 0; round < 3; round++) {
    await Promise.all([user.page.reload(), other.page.reload()]);
    await Promise.all([user.heading('Your account'), other.heading('Your account')]);
  }
});

it('notices that its session was ended elsewhere', async () => {
  const user = await newUser();
  const email = await newPerson(user);
  const other = await newUser();
  await other.enterPassword(email, PASSWORD);
  await other.heading('Your account');
  await other.page.getByRole('button', { name: /^Sign out .+ at / }).click();
  await other.page.getByRole('button', { name: /^Sign out .+ at / }).waitFor({ state: 'detached' });
  await user.page.reload();
  await user.heading('Sign in');
});

it('takes a recovery code in the place of the app, and says how many are left', async () => {
  const user = await newUser();
  const email = await newPerson(user);
  await user.page.getByRole('button', { name: 'Set up' }).click();
  const secret = (await user.page.locator('section', { hasText: 'Authenticator app' }).locator('code').textContent()) ?? '';
  await user.page.getByLabel('Six-digit code').fill(codeOf(secret));
  await user.page.getByRole('button', { name: 'Turn it on' }).click();
  const code = (await user.page.getByRole('list', { name: 'Recovery codes' }).first().getByRole('listitem').first().textContent()) ?? '';
  await user.signOut();
  await user.enterPassword(email, PASSWORD);
  await user.heading('One more step');
  await user.page.getByRole('button', { name: 'Use a recovery code' }).click();
  await user.page.getByLabel('Recovery code').fill(code);
  await user.page.getByRole('button', { name: 'Continue' }).click();
  await user.heading('Your account');
  await user.page.getByText('9 left').waitFor();
});

it('downloads what is kept about a person, restricts it, and takes the erasure of the account, which is cancelled', async () => {
  const user = await newUser();
  const violations: string[] = [];
  user.page.on('console', (message) => {
    if (message.type() === 'error') violations.push(message.text());
  });
  const email = await newPerson(user);
  const button = (name: string) => user.page.getByRole('button', { name, exact: true });
  const [download] = await Promise.all([user.page.waitForEvent('download'), button('Download a copy').click()]);
  expect(download.suggestedFilename()).toBe('your-data.json');
  expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toMatchObject({ account: { email }, restriction: null });
  await user.page.getByText('Restrict how they are used').click();
  await user.page.getByLabel('Because').selectOption('objection');
  await button('Restrict').click();
  await button('Lift the restriction').click();
  await user.page.getByText('Restrict how they are used').waitFor();
  await user.page.getByText('Erase my account').click();
  await user.screenshot('your-data');
  await button('Erase it').click();
  await user.page.getByText(/is to be erased on/).waitFor();
  await button('Keep my account').click();
  await user.page.getByText('Erase my account').waitFor();
  expect(violations).toEqual([]);
});

proves(pages, 'the page is used by keyboard alone, from the address to the account and out again', async () => {
  const first = await newUser();
  const email = await newPerson(first);
  const user = await newUser();
  const { keyboard } = user.page;
  await keyboard.press('Tab');
  await keyboard.type(email);
  await keyboard.press('Tab');
  await keyboard.type(PASSWORD);
  await keyboard.press('Enter');
  await user.heading('Your account');
  await keyboard.press('Tab');
  expect(await user.page.evaluate(() => document.activeElement?.textContent)).toBe('Sign out');
  await keyboard.press('Enter');
  await user.heading('Sign in');
});

it('fits a phone, with nothing beyond its edge, and answers to reduced motion and a dark scheme', async () => {
  const user = await newUser({ viewport: { width: 360, height: 740 }, colorScheme: 'dark', reducedMotion: 'reduce' });
  await newPerson(user);
  expect(await user.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await user.screenshot('account-phone-dark');
});

it('says what is wrong where it is read out, and keeps what was typed', async () => {
  const user = await newUser();
  await user.enterPassword('nobody@example.net', 'not a password of anybody');
  await user.page.getByRole('alert').waitFor();
  expect(await user.page.getByLabel('Email address').inputValue()).toBe('nobody@example.net');
  await user.screenshot('refusal');
});

it('documents are served once the database is open, as the standing cloud opens it, and not before', async () => {
  const { visitor } = await signedIn(deployed);
  expect((await visitor.call('GET', '/documents')).status).toBe(503);
  await openDatabase(deployed);
  expect((await visitor.call('GET', '/documents')).status).toBe(200);
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { renderPage } from '../../../lib/assurance/report/page/page';
import { launchBrowser } from '../../support/browser';
import { proves } from '../../support/proves';
import { sampleEvidence } from '../../support/sample-evidence';

const PAGE = { control: 'CMP-3', part: 'page', evidence: 'real-server' } as const;
const folder = mkdtempSync(join(tmpdir(), 'page-'));
const address = pathToFileURL(join(folder, 'index.html')).href;

let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  writeFileSync(join(folder, 'index.html'), renderPage(sampleEvidence()));
  browser = await launchBrowser();
}, 60_000);

beforeEach(async () => {
  complaints = [];
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) complaints.push(`asked the network for ${request.url()}`);
  });
  await page.goto(address);
});

afterEach(async () => {
  await page.close();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

const shownControls = () => page.locator('details.control:visible').evaluateAll((found) => found.map(({ id }) => id));

describe('the page of the audit pack', () => {
  proves(PAGE, 'opens without an error, a warning or a request to any network', async () => {
    await page.locator('#NET-5 > summary').click();
    await page.locator('#NET-5 details.check').last().locator('summary').first().click();
    expect(complaints).toEqual([]);
  });

  proves(PAGE, 'finds controls by a word of a finding, and says how many', async () => {
    await page.getByRole('searchbox').fill('0.0.0.0/0');
    expect(await shownControls()).toEqual(['NET-5']);
    expect(await page.locator('#filter-count').textContent()).toBe('1 of 2 controls');
  });

  it('says so when nothing matches, and comes back', async () => {
    await page.getByRole('searchbox').fill('no such word anywhere');
    expect(await shownControls()).toEqual([]);
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    expect(await shownControls()).toEqual(['NET-5', 'IDN-4']);
  });

  proves(PAGE, 'filters by family, and by verdict in one environment', async () => {
    await page.getByLabel('Family').selectOption('IDN');
    expect(await shownControls()).toEqual(['IDN-4']);
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByLabel('Verdict').selectOption('fail');
    expect(await shownControls()).toEqual(['NET-5']);
    await page.getByRole('combobox', { name: 'Environment' }).selectOption('dev');
    expect(await shownControls()).toEqual([]);
  });

  proves(PAGE, 'is used by keyboard alone: to the search, to a control, open, and to what a check judged', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('group');
    expect(await shownControls()).toEqual(['NET-5']);
    await page.locator('#NET-5 > summary').focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#NET-5').getAttribute('open')).not.toBeNull();
    for (let step = 0; step < 20; step += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.parentElement?.matches('details.check') ?? false)) break;
    }
    await page.keyboard.press('Enter');
    await page.locator('#NET-5 details.check[open] .resource').waitFor();
  });

  proves(PAGE, 'shows a judged resource down to its template, as text and never as markup', async () => {
    await page.locator('#NET-5 > summary').click();
    await page.locator('#NET-5 details.check').last().locator('summary').first().click();
    const resource = page.locator('#NET-5 details.check .resource').first();
    expect(await resource.locator('summary').textContent()).toContain('lib/infrastructure/constructs/network/security-groups.ts:20');
    expect(await resource.locator('pre').textContent()).toContain('</script><b>not markup</b>');
    expect(await page.locator('b').count()).toBe(0);
  });

  it('opens the control that a link names, though a filter hid it', async () => {
    await page.getByLabel('Family').selectOption('NET');
    await page.evaluate(() => {
      location.hash = '#IDN-4';
    });
    await page.locator('#IDN-4[open]').waitFor();
    expect(await shownControls()).toContain('IDN-4');
  });

  it('shows who may do what, and leads from a cell to the policy that decides, by keyboard', async () => {
    const row = page.locator('#authorization tr', { hasText: 'Create documents' });
    expect(await row.getByRole('cell').allTextContents()).toEqual(['✓ yesdocuments-create', '– nono permit']);
    await row.getByRole('link', { name: 'documents-create' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('#policy-documents-create:target').waitFor();
    expect(await page.locator('#policy-documents-create pre').isVisible()).toBe(true);
  });

  it('tells what no cell says: hierarchy, sensitive actions, words and the rules beside the policies', async () => {
    const notes = await page.locator('#authorization .notes').textContent();
    for (const part of [
      'OWNER has what MEMBER has',
      'MEMBER inherits nothing',
      'data:export',
      'created by who asks',
      'lambdas/identity/domain/tenants/ranks.ts',
    ])
      expect(notes).toContain(part);
  });

  it('lights the flows of the group in focus, and no others', async () => {
    await page.locator('svg .group[data-group="postgresql"]').focus();
    expect(await page.locator('svg .flow.lit').count()).toBe(0);
    await page.locator('svg .group[data-group="load-balancer"]').focus();
    expect(await page.locator('svg .flow.lit').count()).toBe(1);
  });

  it.each(['light', 'dark'] as const)('keeps text readable on its ground in the %s scheme', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    const ratios = await page.evaluate(() => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
      const luminance = (colour: string) => {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) =>
          value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
        );
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const card = luminance(getComputedStyle(document.querySelector('.control')!).backgroundColor);
      const texts = [...document.querySelectorAll('.badge, .quiet, .control-title, a')].filter((found) => (found as HTMLElement).checkVisibility());
      return texts.map((found) => {
        const [light = 0, dark = 0] = [card, luminance(getComputedStyle(found).color)].sort((a, b) => b - a);
        return (light + 0.05) / (dark + 0.05);
      });
    });
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['closed', 'open'])('fits a phone without scrolling sideways, with all entries %s', async (state) => {
    await page.setViewportSize({ width: 375, height: 800 });
    await page.evaluate((open) => {
      for (const entry of document.querySelectorAll('details')) entry.open = open;
    }, state === 'open');
    const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const);
    expect(content).toBe(screen);
  });

  it('runs no script but its own', async () => {
    await page.evaluate(() => {
      const foreign = document.createElement('script');
      foreign.textContent = 'window.foreign = true';
      document.body.append(foreign);
    });
    expect(await page.evaluate(() => 'foreign' in window)).toBe(false);
    expect(complaints.join()).toContain('Content Security Policy');
  });
});

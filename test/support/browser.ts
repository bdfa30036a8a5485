import bundled from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

/**
 * A real browser: the Chromium inside an npm package on Linux (no root, no download), an installed Chrome elsewhere.
 * @param more further arguments
 */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  if (process.platform !== 'linux') return chromium.launch({ channel: 'chrome', args: [...more] });
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    ...more,
  ];
  return chromium.launch({ executablePath: await bundled.executablePath(), args });
}

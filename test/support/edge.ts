import { originSecretOf } from '../../lambdas/shared/rings/origin-secret';
import { parseRing } from '../../lambdas/shared/rings/ring';
import { SecretValue } from '../../lambdas/shared/secrets/secret-value';
import { ringText } from './memory-key-ring';

/** The origin's secret of a key of the tests' rings. */
export function originSecret(version = 1): string {
  const [newest] = parseRing(new SecretValue(ringText([version], 'origin-keys'))).keys;
  return originSecretOf(newest!);
}

/** What a client may claim of itself. */
export function claimed(country = 'DE', address = '192.0.2.7'): Readonly<Record<string, string>> {
  return { 'X-Viewer-Address': address, 'CloudFront-Viewer-Country': country };
}

/** What the edge adds to a request of a viewer in a country. */
export function throughEdge(country = 'DE', address = '192.0.2.7'): Readonly<Record<string, string>> {
  return { ...claimed(country, address), 'X-Origin-Secret': originSecret() };
}

/** Circumstances in which nothing is forbidden. */
export const CALM_CIRCUMSTANCES = Object.freeze({ device: 'known', location: 'DE', risk: 10 } as const);

/** Where nobody lives: as an address for which CloudFront knows no country. */
const NOWHERE = '127.255.';
const COUNTRY = 'DE';

/** Whether the edge alone says what stands under this name, in lower case: CloudFront overwrites or drops what a client sent. */
export function isEdgeHeader(name: string): boolean {
  return name === 'x-origin-secret' || name === 'x-viewer-address' || name.startsWith('cloudfront-');
}

/**
 * What CloudFront will say of a viewer (AZN-9).
 * @param originSecret what proves it; without one the edge proves nothing, and what it says doesn't count
 */
export function edgeHeaders(address: string, originSecret: string | undefined): Readonly<Record<string, string>> {
  return {
    'x-viewer-address': address,
    ...(address.startsWith(NOWHERE) ? {} : { 'cloudfront-viewer-country': COUNTRY }),
    ...(originSecret === undefined ? {} : { 'x-origin-secret': originSecret }),
  };
}

import { edgeHeaders, isEdgeHeader } from '../../../lib/local/front/edge-headers';

describe('what the local edge says', () => {
  it.each(['x-origin-secret', 'x-viewer-address', 'cloudfront-viewer-country', 'cloudfront-viewer-address', 'cloudfront-anything'])(
    'is %s, which no client can say',
    (name) => {
      expect(isEdgeHeader(name)).toBe(true);
    },
  );

  it.each(['cookie', 'origin', 'x-request-id', 'x-cloudfront'])('is not %s', (name) => {
    expect(isEdgeHeader(name)).toBe(false);
  });

  it('is the address and a country, with what proves it', () => {
    expect(edgeHeaders('127.0.0.1', 'v1.x')).toEqual({ 'x-viewer-address': '127.0.0.1', 'cloudfront-viewer-country': 'DE', 'x-origin-secret': 'v1.x' });
  });

  it('is no country where nobody lives, and no proof where there is none', () => {
    expect(edgeHeaders('127.255.1.1', undefined)).toEqual({ 'x-viewer-address': '127.255.1.1' });
  });
});

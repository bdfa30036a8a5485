import { localEndpoint } from '../../../lambdas/shared/endpoint';
import { ForeignEndpointError } from '../../../lambdas/shared/errors';
import { errorOf } from '../../support/error-of';

describe('localEndpoint', () => {
  it('is undefined on AWS, where nothing is set', () => {
    expect(localEndpoint({ PATH: '/bin' })).toBeUndefined();
    expect(localEndpoint({ AWS_ENDPOINT_URL: '' })).toBeUndefined();
  });

  it.each(['http://localhost:4566', 'http://127.0.0.1:4566', 'https://127.1.2.3', 'http://[::1]:4566'])('takes %s, which is this machine', (url) => {
    expect(localEndpoint({ AWS_ENDPOINT_URL: url })).toEqual(new URL(url));
  });

  it('takes an endpoint of one service on this machine', () => {
    expect(localEndpoint({ AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9000' })).toBeUndefined();
  });

  it.each([
    'https://aws.example.com',
    'http://10.0.0.1:4566',
    'http://169.254.169.254',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://127.0.0.1@example.com',
    'http://0.0.0.0:4566',
    'ftp://localhost',
    'localhost:4566',
    'no address',
  ])("refuses %s, which isn't", (url) => {
    const error = errorOf(() => localEndpoint({ AWS_ENDPOINT_URL: url }));
    expect(error).toBeInstanceOf(ForeignEndpointError);
    expect(error).toMatchObject({ code: 'foreign-endpoint' });
  });

  it('refuses one foreign service among local ones, and names its variable but not its address', () => {
    const error = errorOf(() =>
      localEndpoint({ AWS_ENDPOINT_URL: 'http://localhost:4566', AWS_ENDPOINT_URL_SECRETS_MANAGER: 'https://user:secret@aws.example.com' }),
    );
    expect(error).toMatchObject({ code: 'foreign-endpoint', message: expect.stringContaining('AWS_ENDPOINT_URL_SECRETS_MANAGER') as string });
    expect(String(error)).not.toContain('secret@');
  });
});

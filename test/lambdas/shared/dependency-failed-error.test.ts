import { DependencyFailedError } from '../../../lambdas/shared/dependency-failed-error';

const failure = (name: string, more: object = {}) => Object.assign(new Error('detail'), { name, ...more });
const answered = (httpStatusCode: number) => ({ $metadata: { httpStatusCode, requestId: 'r-1' } });

describe('DependencyFailedError', () => {
  it.each<[string, unknown]>([
    ['a server error', failure('InternalError', answered(500))],
    ['throttling', failure('ThrottlingException', answered(400))],
    ['too many requests', failure('Odd', answered(429))],
    ["a table's throughput", failure('ProvisionedThroughputExceededException', answered(400))],
    ['a time-out', failure('TimeoutError')],
    ['a refused connection', failure('Error', { code: 'ECONNREFUSED' })],
    ["a name that doesn't resolve", failure('Error', { code: 'ENOTFOUND' })],
  ])('takes %s for an outage', (_what, error) => {
    expect(new DependencyFailedError('kms:Decrypt', error)).toMatchObject({ code: 'dependency-failed', outage: true });
  });

  it.each<[string, unknown]>([
    ['a denial', failure('AccessDeniedException', answered(400))],
    ['an expired token', failure('ExpiredTokenException', answered(403))],
    ['a name that merely contains throttling', failure('NotThrottlingException', answered(400))],
    ["an answer that can't be read", failure('SyntaxError', answered(200))],
    ['missing credentials', failure('CredentialsProviderError')],
    ['an error in our code', new TypeError('x is not a function')],
    ['an error of Node.js about an argument', failure('TypeError', { code: 'ERR_INVALID_ARG_TYPE' })],
    ["what isn't an error", 'down'],
    ['nothing', undefined],
  ])('takes %s for none', (_what, error) => {
    expect(new DependencyFailedError('kms:Decrypt', error).outage).toBe(false);
  });

  it('says what failed and how, and keeps nothing else', () => {
    const error = new DependencyFailedError('kms:Decrypt', failure('InternalError', answered(500)));
    expect(error.message).toBe('kms:Decrypt failed: InternalError, HTTP 500, request r-1.');
    expect(error.cause).toBeUndefined();
  });
});

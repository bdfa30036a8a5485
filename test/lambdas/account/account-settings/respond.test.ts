import { respond, type Response } from '../../../../lambdas/account/account-settings/respond';
import { ResponseFailedError } from '../../../../lambdas/shared/errors';
import { startLocalAws, type LocalAws, type Reply } from '../../../support/local-aws';

const ANSWER: Response = { Status: 'SUCCESS', Reason: 'r', PhysicalResourceId: 'p', StackId: 's', RequestId: 'q', LogicalResourceId: 'l' };

let server: LocalAws;
const paused: number[] = [];
const wait = (milliseconds: number) => {
  paused.push(milliseconds);
  return Promise.resolve();
};

async function serve(...replies: Reply[]): Promise<string> {
  server = await startLocalAws(() => replies.shift() ?? {});
  return `${server.url}/answer`;
}

beforeEach(() => paused.splice(0));
afterEach(async () => server.stop());

describe('respond', () => {
  it('puts the answer once, without a content type, which the address was not signed for', async () => {
    await respond(await serve({}), ANSWER, wait);
    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]).toMatchObject({ method: 'PUT', path: '/answer', body: JSON.stringify(ANSWER) });
    expect(server.seen[0]?.headers).not.toHaveProperty('content-type');
  });

  it('tries again, later each time, while S3 fails', async () => {
    await respond(await serve({ status: 500 }, { status: 503 }, {}), ANSWER, wait);
    expect(server.seen).toHaveLength(3);
    expect(paused).toEqual([400, 800]);
  });

  it('gives up after four attempts', async () => {
    const failing = { status: 503 };
    const sent = respond(await serve(failing, failing, failing, failing, failing), ANSWER, wait);
    await expect(sent).rejects.toThrow(ResponseFailedError);
    await expect(sent).rejects.toMatchObject({ code: 'response-failed' });
    expect(server.seen).toHaveLength(4);
  });

  it('gives up at once when the address is refused', async () => {
    await expect(respond(await serve({ status: 403 }), ANSWER, wait)).rejects.toMatchObject({ code: 'response-failed' });
    expect(server.seen).toHaveLength(1);
  });

  it('follows no redirect off the checked host', async () => {
    const address = await serve(...Array.from({ length: 4 }, () => ({ status: 307, headers: { location: 'http://127.0.0.1:9/elsewhere' } })));
    await expect(respond(address, ANSWER, wait)).rejects.toMatchObject({ code: 'response-failed' });
    expect(server.seen.every(({ path }) => path === '/answer')).toBe(true);
  });

  it('gives up when nobody answers', async () => {
    const address = await serve();
    await server.stop();
    await expect(respond(address, ANSWER, wait)).rejects.toMatchObject({ code: 'response-failed' });
    server = await startLocalAws(() => ({}));
  });
});

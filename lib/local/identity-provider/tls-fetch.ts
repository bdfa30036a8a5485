import { request } from 'node:https';

/** `fetch` that trusts one authority more, which Node.js's own can't be taught after its start. It follows no redirects. */
export function tlsFetch(authority: string): typeof fetch {
  return (address, options = {}) =>
    new Promise((resolve, reject) => {
      const url = address instanceof Request ? address.url : address;
      const sent = request(
        url,
        { method: options.method ?? 'GET', headers: Object.fromEntries(new Headers(options.headers)), ca: authority, agent: false },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            const headers = Object.entries(answer.headersDistinct).flatMap(([name, values]) => (values ?? []).map((value): [string, string] => [name, value]));
            const body = Buffer.concat(chunks);
            resolve(new Response(body.length === 0 ? null : body, { status: answer.statusCode ?? 0, headers }));
          });
        },
      );
      options.signal?.addEventListener('abort', () => sent.destroy(Object.assign(new Error('aborted'), { name: 'TimeoutError' })));
      sent.on('error', reject);
      sent.end(bodyOf(options.body));
    });
}

function bodyOf(body: BodyInit | null | undefined): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string') return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new TypeError('Only texts and forms are sent.');
}

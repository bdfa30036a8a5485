import type { Provider } from 'oidc-provider';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Person } from './person';

/** Where the provider asks who one is. */
export const LOGIN_PATH = '/login/';

/** The field that the page asks for. */
export const SUBJECT_FIELD = 'subject';

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
};

/** The provider's own page: asks who one is, and believes it. It plays somebody else's house, which proves people in its own way. */
export async function logIn(provider: Provider, people: ReadonlyMap<string, Person>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') {
    show(response, 200, 'Who are you?');
    return;
  }
  const accountId = new URLSearchParams(await text(request)).get(SUBJECT_FIELD) ?? '';
  if (!people.has(accountId)) {
    show(response, 403, 'Nobody here has this name.');
    return;
  }
  // Refused where the browser began no sign-in, or took too long.
  await provider.interactionFinished(request, response, { login: { accountId } }, { mergeWithLastSubmission: false }).catch(() => {
    show(response, 400, 'This sign-in has expired. Begin again where you came from.');
  });
}

/** @param words of ours alone: nothing of a request is shown */
function show(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, HEADERS).end(`<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>Local identity provider</title>
<main>
<h1>Local identity provider</h1>
<p>${words}</p>
<form method="post"><p><label>Name <input name="${SUBJECT_FIELD}" autocomplete="off" required autofocus></label> <button>Continue</button></p></form>
</main>
</html>
`);
}

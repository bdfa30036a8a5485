import { randomBytes } from 'node:crypto';
import { contentSecurityPolicy } from './policy';

/** What API Gateway expects of a function behind it. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the page is made of. */
export interface PageParts {
  /** The program, for a `script` element: esbuild writes no end tag into it. */
  readonly program: string;
  /** The style sheet, for a `style` element. */
  readonly style: string;
  readonly apiOrigin: string;
  /** Who may be signed in with, as JSON: a list of `{id, name}`. */
  readonly providers: string;
  /** Whether text messages are offered. */
  readonly textMessages: boolean;
}

const NONCE_BYTES = 16;

/** The page, under a nonce that is fresh in every answer, and stored by nobody (EDGE-8). */
export function answer(parts: PageParts): Answer {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  return {
    statusCode: 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': contentSecurityPolicy(nonce, parts.apiOrigin),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), publickey-credentials-create=(self), publickey-credentials-get=(self)',
      'Referrer-Policy': 'no-referrer',
      'Strict-Transport-Security': 'max-age=63072000; includeSubDomains; preload',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    },
    body: document(parts, nonce),
  };
}

function document({ program, style, apiOrigin, providers, textMessages }: PageParts, nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Your account</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${style}</style>
</head>
<body>
<div id="page" data-api="${attribute(apiOrigin)}" data-providers="${attribute(providers)}" data-text-messages="${String(textMessages)}"></div>
<noscript>This page needs JavaScript.</noscript>
<script nonce="${nonce}">${program}</script>
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundleFunctions } from '../../../../lib/infrastructure/bundles';
import { proves } from '../../../support/proves';

const INVOKE = 'require(process.argv[1]).handler().then((answer) => process.stdout.write(JSON.stringify(answer)))';
const ENVIRONMENT = { API_ORIGIN: 'https://api.example.com', SSO_PROVIDERS: '[]', SMS_COUNTRIES: '-' };

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the deployed bundle answers. */
function answered(environment: Readonly<Record<string, string>> = ENVIRONMENT): { readonly answer: Answer | undefined; readonly stderr: string } {
  const bundle = join(bundleFunctions().folderOf('identity/page'), 'index.js');
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', INVOKE, bundle], { encoding: 'utf8', env: environment });
  return { answer: stdout === '' ? undefined : (JSON.parse(stdout) as Answer), stderr };
}

function elementsOf(body: string, name: 'script' | 'style'): readonly string[] {
  return [...body.matchAll(new RegExp(`<${name}[^>]*>([^]*?)</${name}>`, 'g'))].map(([, text = '']) => text);
}

proves(
  { control: 'EDGE-8', part: 'page-csp', evidence: 'in-process' },
  "the deployed page answers under T§6.4's policy with Trusted Types, base-uri and object-src closed, and another nonce each time, and is stored by nobody",
  () => {
    const [one, other] = [answered().answer, answered().answer];
    const policies = [one, other].map((answer) => answer?.headers['Content-Security-Policy'] ?? '');
    for (const policy of policies) {
      for (const directive of ["default-src 'self'", "base-uri 'none'", "object-src 'none'", "require-trusted-types-for 'script'", "frame-ancestors 'none'"]) {
        expect(policy.split('; ')).toContain(directive);
      }
      expect(policy).not.toMatch(/unsafe|\*/);
    }
    expect(policies[0]).not.toBe(policies[1]);
    expect(one?.headers['Cache-Control']).toBe('no-store');
  },
);

it('holds one program and one style sheet, whose ends are theirs', () => {
  const { answer } = answered();
  const [scripts, styles] = [elementsOf(answer?.body ?? '', 'script'), elementsOf(answer?.body ?? '', 'style')];
  expect(scripts.map(({ length }) => length > 10_000)).toEqual([true]);
  expect(styles.map(({ length }) => length > 1000)).toEqual([true]);
  expect(scripts[0]).not.toContain('<!--');
  expect(styles[0]).not.toContain('<');
});

it('makes no code from text, and puts nothing into any storage', () => {
  const [script = ''] = elementsOf(answered().answer?.body ?? '', 'script');
  expect(script).not.toMatch(/localStorage|sessionStorage|indexedDB|document\.cookie|\beval\(|new Function/);
});

it("doesn't start without a variable of its contract, and names it", () => {
  const { answer, stderr } = answered({ SSO_PROVIDERS: '[]', SMS_COUNTRIES: '-' });
  expect(answer).toBeUndefined();
  expect(stderr).toContain('API_ORIGIN');
});

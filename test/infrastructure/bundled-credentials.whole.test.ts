import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleFunctions } from '../../lib/infrastructure/bundles';
import { bundleFiles } from '../support/bundle-files';

const ROOT = resolve(__dirname, '../..');

/** What the other providers of the SDK can't do without. */
const TRACES = ['credential_process', '/latest/meta-data/iam', '169.254.170.2', 'sso_start_url', 'AssumeRoleWithWebIdentity', 'web_identity_token_file'];

const PROBE = `
import { KMSClient } from '@aws-sdk/client-kms';
export const handler = () => new KMSClient({ region: 'eu-central-1' }).config.credentials();
`;

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'credentials-'));
  mkdirSync(join(root, 'lambdas', 'area', 'probe'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'package-lock.json'), '{}');
  writeFileSync(join(root, 'lambdas', 'area', 'probe', 'index.ts'), PROBE);
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

/** What the probe's bundle takes for its credentials, or the name of its error. */
function credentialsIn(environment: Readonly<Record<string, string>>): string {
  const bundle = join(bundleFunctions(root).folderOf('area/probe'), 'index.js');
  const script = `require(process.argv[1]).handler().then(({ accessKeyId, sessionToken }) => console.log(accessKeyId, sessionToken), ({ name }) => console.log(name));`;
  return spawnSync(process.execPath, ['-e', script, bundle], { encoding: 'utf8', env: environment }).stdout.trim();
}

describe('the credentials of a bundle', () => {
  it("are its role's, from the environment", () => {
    expect(credentialsIn({ AWS_ACCESS_KEY_ID: 'own', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' })).toBe('own token');
  });

  it('are refused when the environment has none, wherever else there are some', () => {
    const profile = join(root, 'credentials');
    writeFileSync(profile, '[default]\naws_access_key_id = foreign\naws_secret_access_key = secret\n');
    expect(credentialsIn({ AWS_SHARED_CREDENTIALS_FILE: profile, HOME: root })).toBe('CredentialsProviderError');
  });

  it.each(bundleFunctions().functions)('are looked for nowhere else by %s', (name) => {
    const bundle = bundleFiles(name).map((file) => readFileSync(file, 'utf8'));
    expect(TRACES.filter((trace) => bundle.some((text) => text.includes(trace)))).toEqual([]);
  });
});

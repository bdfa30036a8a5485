import { SecretLoginSource } from '../../../../lambdas/shared/database/secret-login-source';
import { SecretValue } from '../../../../lambdas/shared/secrets/secret-value';
import { refusalOf } from '../../../support/refusal-of';

function sourceOf(text: string): { readonly source: SecretLoginSource; readonly rotated: string[] } {
  const rotated: string[] = [];
  const secrets = {
    read: () => Promise.resolve({ versionId: 'v7', value: new SecretValue(text) }),
    rotated: ({ id }: { readonly id: string }) => {
      rotated.push(id);
    },
  };
  return { source: new SecretLoginSource(secrets, 'application'), rotated };
}

describe('a login from a secret', () => {
  it('is its user name and password, and changes with its version', async () => {
    const { version, username, password } = await sourceOf('{"username":"ringwall_app_b","password":"p\\"w","engine":"postgres"}').source.current();
    expect([version, username, password.reveal()]).toEqual(['v7', 'ringwall_app_b', 'p"w']);
  });

  it('is asked for anew once it was refused', () => {
    const { source, rotated } = sourceOf('{}');
    source.refused();
    expect(rotated).toEqual(['application']);
  });

  it.each([
    'not JSON: hidden',
    '',
    'null',
    '[]',
    '"hidden"',
    '{"username":"hidden"}',
    '{"username":"","password":"hidden"}',
    '{"username":"u","password":""}',
    '{"username":"u","password":1}',
  ])('is refused, without a word of it, when the secret is %s', async (text) => {
    const failure = await refusalOf(sourceOf(text).source.current());
    expect(failure).toMatchObject({ code: 'invalid-login' });
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain('hidden');
  });
});

import fc from 'fast-check';
import type { Front } from '../../../lib/local/front/front';
import { holdsSecret, noteSecret, noteSecrets, secretsUsedAt } from '../../../lib/local/smoke/used-secrets';

const front = (): Front => ({ port: 1, origins: { app: '', api: '' }, inPlace: true, stop: () => Promise.resolve() });

describe('what a text holds', () => {
  it('is a secret, wherever it stands, as it is, in an address or in base64', () => {
    const text = fc.string({ maxLength: 20 });
    fc.assert(
      fc.property(
        text,
        text,
        fc.string({ minLength: 8 }).filter((secret) => !/^\d+$/.test(secret)),
        (before, after, secret) => {
          for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
            expect(holdsSecret(before + form + after, secret)).toBe(true);
        },
      ),
    );
  });

  it('is a token, by the part of it that would do', () => {
    const secret = 'aB3_aB3_aB3_aB3_aB3_aB3_';
    expect(holdsSecret(`x ${secret} y`, `00000000-0000-4000-8000-000000000000.00000000-0000-4000-8000-000000000001.${secret}`)).toBe(true);
  });

  it('is no token by the IDs in it, which give nobody anything', () => {
    const id = '00000000-0000-4000-8000-000000000000';
    expect(holdsSecret(`session/${id}`, `${id}.${id}.aB3_aB3_aB3_aB3_aB3_aB3_`)).toBe(false);
  });

  it.each(['the code is 123456.', '{"totp_code":"123456"}', '123456'])('is a code of digits that stands by itself: %s', (text) => {
    expect(holdsSecret(text, '123456')).toBe(true);
  });

  it.each(['1764123456001', 'a0123456f', 'nothing'])('is no code of digits inside of something longer: %s', (text) => {
    expect(holdsSecret(text, '123456')).toBe(false);
  });
});

describe('what a front saw', () => {
  it('is the secrets of both bodies and of cookies, and nothing else of them', () => {
    const at = front();
    noteSecrets(at, { email: 'a@example.net', code: '12345678', session_id: 'one', expires_in_days: 1 }, 'request');
    noteSecrets(at, { recovery_codes: ['AAAA', 'BBBB'], code: 'code-refused', status: 400 }, 'answer');
    noteSecret(at, 'a cookie');
    noteSecret(at, '');
    for (const body of [undefined, null, 'text', 7]) noteSecrets(at, body, 'answer');
    expect([...secretsUsedAt(at)]).toEqual(['a@example.net', '12345678', 'AAAA', 'BBBB', 'a cookie']);
    expect([...secretsUsedAt(front())]).toEqual([]);
  });
});

import * as fc from 'fast-check';
import type { Message } from '../../../../lambdas/identity/domain/mail';
import { textOf } from '../../../../lambdas/identity/domain/messages';
import { anyCharacter } from '../../../support/any-character';

const MESSAGES: readonly Message[] = [
  { kind: 'account-linked', values: { provider: 'example' } },
  { kind: 'confirm-registration', values: { code: '12345678' } },
  { kind: 'confirm-recovery', values: { code: 'one', cancel: 'other', from: 'Sunday' } },
  { kind: 'password-changed', values: {} },
];

describe('what people are told', () => {
  it.each(MESSAGES)('holds each value of $kind in its body, and none in its subject', (message) => {
    const { subject, body } = textOf(message);
    for (const value of Object.values<string>(message.values)) {
      expect(body).toContain(value);
      expect(subject).not.toContain(value);
    }
    expect(`${subject}\n${body}`).not.toMatch(/[<>]|undefined|\[object/);
  });

  it('lets no value add a line, turn what is read around or go on for long', () => {
    const lines = textOf({ kind: 'factor-added', values: { factor: 'x' } }).body.split('\n').length;
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 400 }), (factor) => {
        const { subject, body } = textOf({ kind: 'factor-added', values: { factor } });
        expect(subject).not.toMatch(/[\r\n]/);
        expect(body.split('\n')).toHaveLength(lines);
        expect(body).not.toMatch(/[\r\0\u0085\u2028\u2029\u202E\u2066]/);
        expect(body.length).toBeLessThan(500);
      }),
    );
  });

  it.each(['a\r\nBcc: b@mail.example', 'a\n\nhttps://evil.example', 'a\u202Etxt.exe', 'a\ud800b'])('is told also when a value is %j', (factor) => {
    expect(textOf({ kind: 'factor-removed', values: { factor } }).body).toMatch(/^Removed from your account: a /);
  });
});

import { attachBody, createBody, updateBody } from '../../../../lambdas/application/documents/schemas';
import models from '../../../../lib/infrastructure/constructs/api/gateway-models.json';
import { proves } from '../../../support/proves';

/** Compared with what is stored or sealed, whole, and never shown: whoever narrows what a password may hold weakens it (NIST SP 800-63B-4 §3.1.1.2). */
const SECRETS = /\.(?:code|current_password|new_password|password|recovery_code)$/;
/** Judged by a parser of its own, or one of a few words. */
const JUDGED_OTHERWISE = /\.(?:authenticatorAttachment|networks\.items)$/;

interface Text {
  readonly path: string;
  readonly schema: { readonly maxLength?: number; readonly pattern?: string; readonly enum?: unknown };
}

function* textsIn(path: string, schema: unknown): Generator<Text> {
  if (typeof schema !== 'object' || schema === null) return;
  if ('type' in schema && schema.type === 'string') yield { path, schema: schema as Text['schema'] };
  for (const [name, member] of Object.entries(schema)) yield* textsIn(/^(?:anyOf|properties|\d+)$/.test(name) ? path : `${path}.${name}`, member);
}

const valid = { title: 'Plan', body: 'Line one\nLine two', contact_email: 'carla@example.com' };
const takes = (change: object): boolean => createBody.safeParse({ ...valid, ...change }).success;

describe('the strings of bodies', () => {
  proves(
    { control: 'EDGE-13', part: 'strings', evidence: 'in-process' },
    'every string of every body has a maximum length, and a list of characters unless it is a secret that is compared whole',
    () => {
      const texts = [...textsIn('', models)];
      expect(texts.length).toBeGreaterThan(40);
      expect(texts.filter(({ schema }) => schema.enum === undefined && schema.maxLength === undefined).map(({ path }) => path)).toEqual([]);
      const unlisted = texts.filter(({ schema }) => schema.enum === undefined && schema.pattern === undefined).map(({ path }) => path);
      expect(unlisted.filter((path) => !SECRETS.test(path) && !JUDGED_OTHERWISE.test(path))).toEqual([]);
    },
  );

  proves({ control: 'EDGE-13', part: 'strings', evidence: 'in-process' }, "a document's texts hold no control, invisible or unassigned character", () => {
    expect(takes({})).toBe(true);
    expect(takes({ title: 'Ünïcödé 文書 №1 – “quoted” 👍', body: 'a\n\tb' })).toBe(true);
    const hostile = ['\0', '\u0007', '\u001b[31m', '\r', '\u0085', '\u200b', '\u202e', '\u2028', '\ufeff', '\ue000', '\ud800', '\u{e0041}', '\u0378'];
    for (const character of hostile) {
      expect([character, takes({ title: `a${character}b` })]).toEqual([character, false]);
      expect([character, takes({ body: `a${character}b` })]).toEqual([character, false]);
      expect([character, takes({ contact_email: `a${character}@example.com` })]).toEqual([character, false]);
    }
    expect(takes({ title: 'a\nb' })).toBe(false);
  });

  it('are as long as they may be and no longer', () => {
    expect([takes({ title: 'x'.repeat(200) }), takes({ title: 'x'.repeat(201) }), takes({ title: '' })]).toEqual([true, false, false]);
    expect([takes({ body: 'x'.repeat(8000) }), takes({ body: 'x'.repeat(8001) }), takes({ body: '' })]).toEqual([true, false, false]);
    expect(takes({ contact_email: `${'x'.repeat(65)}@example.com` })).toBe(false);
  });

  it.each([[{ more: 1 }], [{ title: 1 }], [{ title: null }], [{ body: ['x'] }], [{ contact_email: 'nobody' }], [{ contact_email: '<script>@example.com' }]])(
    'refuse %j',
    (change) => {
      expect(takes(change)).toBe(false);
      expect(updateBody.safeParse(change).success).toBe(false);
    },
  );

  it.each(['', 'A', 'AAA', 'AAAAA', '====', 'AAA!', 'AA AA', 'AAAA\n', 'A'.repeat(349_532)])(
    'refuse what is no base64, or too long of it: case %#',
    (content) => {
      expect(attachBody.safeParse({ content }).success).toBe(false);
    },
  );
});

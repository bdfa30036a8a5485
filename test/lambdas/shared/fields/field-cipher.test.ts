import fc from 'fast-check';
import {
  CardNumberRefusedError,
  FieldAlteredError,
  FieldInClearError,
  InvalidIdentifierError,
  KeyVersionMissingError,
  UnknownFieldClassError,
  UnknownFormatError,
  WrongContextError,
  WrongKeyError,
} from '../../../../lambdas/shared/fields/errors';
import { FIELD_CLASSES } from '../../../../lambdas/shared/fields/field-class';
import { fieldClasses } from '../../../../lambdas/shared/fields/field-class';
import type { Field } from '../../../../lambdas/shared/fields/field-cipher';
import { unverifiedKeyVersion } from '../../../../lambdas/shared/fields/format';
import { refusalOf } from '../../../support/refusal-of';
import { World, pii } from './world';
import { proves } from '../../../support/proves';

const email: Field = { fieldClass: 'pii', tenant: 't-1', person: 'u-1', table: 'users', column: 'email', row: 'u-1' };
const address = Buffer.from('user@example.com');

async function sealedEmail() {
  const world = await World.serving();
  const process = world.process();
  return { world, ...process, sealed: await process.cipher.seal(email, address) };
}

describe('FieldCipher', () => {
  it('opens what it sealed, in any process', async () => {
    const { world, sealed } = await sealedEmail();
    expect(await world.process().cipher.open(email, sealed)).toEqual(address);
  });

  it('round-trips any value in each class', async () => {
    const { cipher } = (await World.serving()).process({ pciScope: true });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...Object.keys(FIELD_CLASSES), 'salary'), async (value, fieldClass) => {
        const field = { ...email, fieldClass };
        expect((await cipher.open(field, await cipher.seal(field, value))).equals(value)).toBe(true);
      }),
    );
  });

  it('seals each class under a KMS key of its own', async () => {
    const world = await World.serving();
    const { cipher } = world.process();
    for (const fieldClass of [...Object.keys(FIELD_CLASSES), 'salary']) await cipher.seal({ ...email, fieldClass }, Buffer.from('x'));
    const purposes = world.service.calls.map(({ purpose }) => purpose);
    expect(purposes).toEqual(['user-pii', 'user-mfa', 'field-card', 'field-national-id', 'field-health', 'tenant-data', 'audit-data', 'field-salary']);
  });

  proves(
    { control: 'KEY-4', part: 'envelope', evidence: 'in-process' },
    "there is one data key a person, and one a tenant for what isn't personal, wrapped under a context of identifiers",
    async () => {
      const world = await World.serving();
      const { cipher } = world.process();
      for (const person of ['u-1', 'u-2']) {
        for (const column of ['email', 'phone']) await cipher.seal({ ...email, person, column }, address);
        await cipher.seal({ ...email, person, fieldClass: 'confidential' }, address);
      }
      expect(world.service.calls.map(({ context }) => context['ringwall:owner'])).toEqual(['person/t-1/u-1', 'tenant/t-1', 'person/t-1/u-2']);
      expect(world.service.calls[0]!.context).toEqual({ 'ringwall:owner': 'person/t-1/u-1', 'ringwall:class': 'pii', 'ringwall:version': '1' });
    },
  );

  it.each<[string, Partial<Field>]>([
    ["tenant's table", { table: 'people' }],
    ['column', { column: 'phone' }],
    ['row', { row: 'u-2' }],
  ])('refuses a field moved to another %s', async (_what, moved) => {
    const { cipher, sealed } = await sealedEmail();
    expect(await refusalOf(cipher.open({ ...email, ...moved }, sealed))).toBeInstanceOf(WrongContextError);
  });

  it.each<[string, Partial<Field>]>([
    ['person', { person: 'u-2' }],
    ['tenant', { tenant: 't-2' }],
    ['class', { fieldClass: 'mfa' }],
  ])('refuses a field of another %s', async (_what, moved) => {
    const { cipher, sealed } = await sealedEmail();
    const field = { ...email, ...moved };
    expect(await refusalOf(cipher.open(field, sealed))).toBeInstanceOf(KeyVersionMissingError);
    await cipher.seal(field, address);
    expect(await refusalOf(cipher.open(field, sealed))).toBeInstanceOf(WrongKeyError);
  });

  proves(
    { control: 'KEY-4', part: 'binding', evidence: 'in-process' },
    'a sealed field opens for its own table, column and row alone, and in its own format',
    async () => {
      const { cipher, sealed } = await sealedEmail();
      for (const moved of [{ table: 'people' }, { column: 'phone' }, { row: 'u-2' }])
        expect(await refusalOf(cipher.open({ ...email, ...moved }, sealed))).toBeInstanceOf(WrongContextError);
      const other = Buffer.from(sealed);
      other[3] = 2;
      expect(await refusalOf(cipher.open(email, other))).toBeInstanceOf(UnknownFormatError);
      expect(await cipher.open(email, sealed)).toEqual(address);
    },
  );

  proves(
    { control: 'KEY-4', part: 'typed-errors', evidence: 'in-process' },
    'another key, another context and a changed bit end in errors of their own types',
    async () => {
      const { cipher, sealed } = await sealedEmail();
      const changed = Buffer.from(sealed);
      changed[50]! ^= 1;
      const theirs = { ...email, person: 'u-2' };
      await cipher.seal(theirs, address);
      const codes = [cipher.open(theirs, sealed), cipher.open({ ...email, row: 'u-2' }, sealed), cipher.open(email, changed)].map(refusalOf);
      expect(await Promise.all(codes)).toMatchObject([{ code: 'wrong-key' }, { code: 'wrong-context' }, { code: 'field-altered' }]);
    },
  );

  it('refuses an altered field, a value in clear and a key version that never was', async () => {
    const { cipher, sealed } = await sealedEmail();
    const altered = Buffer.from(sealed);
    altered[50]! ^= 1;
    expect(await refusalOf(cipher.open(email, altered))).toBeInstanceOf(FieldAlteredError);
    expect(await refusalOf(cipher.open(email, address))).toBeInstanceOf(FieldInClearError);
    const later = Buffer.from(sealed);
    later.writeUInt32BE(9, 4);
    expect(await refusalOf(cipher.open(email, later))).toBeInstanceOf(KeyVersionMissingError);
  });

  it.each<[string, Partial<Field>]>([
    ['an address as a person', { person: 'user@example.com' }],
    ['an empty person', { person: '' }],
    ['no person', { person: undefined }],
    ['a person with a slash', { person: 'u/1' }],
    ['a tenant with a space', { tenant: 'a b' }],
    ['a row that is empty', { row: '' }],
  ])('refuses %s, and asks KMS for nothing', async (_what, wrong) => {
    const world = await World.serving();
    const refusal = await refusalOf(world.process().cipher.seal({ ...email, ...wrong }, address));
    expect(refusal).toBeInstanceOf(InvalidIdentifierError);
    expect(String(refusal)).not.toContain('example.com');
    expect(world.service.calls).toEqual([]);
  });

  it.each(['unknown', 'constructor', '__proto__', ''])('refuses the class "%s"', async (fieldClass) => {
    const { cipher } = (await World.serving()).process();
    expect(await refusalOf(cipher.seal({ ...email, fieldClass }, address))).toBeInstanceOf(UnknownFieldClassError);
  });
});

describe('classes', () => {
  proves(
    { control: 'KEY-9', part: 'classes', evidence: 'in-process' },
    'for a value of each class KMS is asked for the key of that class, and for no other',
    async () => {
      for (const { name, keyPurpose } of Object.values(fieldClasses([{ name: 'salary', subject: 'person' }]))) {
        const world = await World.serving();
        await world.process().cipher.seal({ ...email, fieldClass: name }, address);
        expect(world.service.calls.map(({ operation, purpose }) => [operation, purpose])).toEqual([['generate', keyPurpose]]);
      }
    },
  );
});

describe('card numbers', () => {
  const card: Field = { ...email, fieldClass: 'card', column: 'card' };
  const number = Buffer.from('4111 1111 1111 1111');

  proves(
    { control: 'KEY-9', part: 'card-numbers', evidence: 'in-process' },
    'card numbers are refused while the PCI scope is off, before KMS is asked',
    async () => {
      const world = await World.serving();
      const refusal = await refusalOf(world.process().cipher.seal(card, number));
      expect(refusal).toBeInstanceOf(CardNumberRefusedError);
      expect(String(refusal)).not.toContain('1111');
      expect(world.service.calls).toEqual([]);
    },
  );

  const NUMBERED = ['audit', 'confidential', 'national-id', 'pii'];
  const UNNUMBERED = ['card', 'health', 'mfa', 'salary'];

  proves(
    { control: 'KEY-9', part: 'card-numbers', evidence: 'in-process' },
    'they are looked for in every class, configured ones included, but the four whose own values are such numbers',
    async () => {
      const { cipher } = (await World.serving()).process();
      expect([...NUMBERED, ...UNNUMBERED].sort()).toEqual(Object.keys(fieldClasses([{ name: 'salary', subject: 'person' }])).sort());
      for (const fieldClass of UNNUMBERED) expect(await refusalOf(cipher.seal({ ...card, fieldClass }, number))).toBeInstanceOf(CardNumberRefusedError);
      for (const fieldClass of NUMBERED) {
        const field = { ...card, fieldClass };
        expect(await cipher.open(field, await cipher.seal(field, number))).toEqual(number);
      }
    },
  );

  it('are sealed while it is on', async () => {
    const { cipher } = (await World.serving()).process({ pciScope: true });
    expect(await cipher.open(card, await cipher.seal(card, number))).toEqual(number);
  });

  it.each(['tok_1NdR4x', '**** 1111', '1111'])('leave room for %s, which is none', async (value) => {
    const { cipher } = (await World.serving()).process();
    expect(await cipher.open(card, await cipher.seal(card, Buffer.from(value)))).toEqual(Buffer.from(value));
  });
});

describe('resealing', () => {
  it('moves a field to the newest data key, after which the old one may go', async () => {
    const { cipher, keys, vault, sealed } = await sealedEmail();
    await keys.rotate(pii, 1);
    const resealed = await cipher.reseal(email, sealed);
    expect(unverifiedKeyVersion(resealed!, 'users.email')).toBe(2);
    await vault.destroy(pii, 1);
    keys.forget(pii.owner);
    expect(await cipher.open(email, resealed!)).toEqual(address);
    expect(await refusalOf(cipher.open(email, sealed))).toBeInstanceOf(KeyVersionMissingError);
  });

  it('leaves a field alone that is under the newest one', async () => {
    const { cipher, sealed } = await sealedEmail();
    expect(await cipher.reseal(email, sealed)).toBeUndefined();
  });

  it("refuses a field that isn't of this place, rather than making it so", async () => {
    const { cipher, keys, sealed } = await sealedEmail();
    await keys.rotate(pii, 1);
    expect(await refusalOf(cipher.reseal({ ...email, row: 'u-2' }, sealed))).toBeInstanceOf(WrongContextError);
  });
});

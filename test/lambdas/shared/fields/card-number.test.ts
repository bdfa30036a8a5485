import fc from 'fast-check';
import { containsCardNumber } from '../../../../lambdas/shared/fields/card-number';

/** Test numbers that the card networks publish. */
const NUMBERS = [
  '4111111111111111',
  '5555555555554444',
  '378282246310005',
  '6011111111111117',
  '3530111333300000',
  '30569309025904',
  '6205500000000000004',
  '4222222222222',
];

describe('containsCardNumber', () => {
  it.each(NUMBERS)('finds %s, alone and in a text', (number) => {
    expect(containsCardNumber(number)).toBe(true);
    expect(containsCardNumber(`Card: ${number}, thanks`)).toBe(true);
  });

  it.each([
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '4111.1111.1111.1111',
    '4111 - 1111 - 1111 - 1111'.replaceAll(' - ', ' -'),
    '4111\u00a01111\u20091111\u20111111',
    '41111111111111111225',
    '００４１１１１１１１１１１１１１１１',
    '٤١١١١١١١١١١١١١١١',
    '𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏',
    '४१११११११११११११११',
  ])('finds the number in %s', (text) => {
    expect(containsCardNumber(text)).toBe(true);
  });

  it('finds a number however it is separated', () => {
    const separator = fc.constantFrom('', ' ', '-', '.', '/', '\t', ', ');
    fc.assert(
      fc.property(fc.constantFrom(...NUMBERS), fc.array(separator, { minLength: 19, maxLength: 19 }), (number, separators) => {
        expect(containsCardNumber(Array.from(number, (digit, index) => digit + separators[index]!).join(''))).toBe(true);
      }),
    );
  });

  it('changes its mind when any one digit changes', () => {
    const number = '4222222222222';
    for (let index = 0; index < number.length; index++) {
      const changed = number.slice(0, index) + String((Number(number[index]) + 1) % 10) + number.slice(index + 1);
      expect(containsCardNumber(changed)).toBe(false);
    }
  });

  it.each([
    '',
    'tok_1NdR4xT2',
    '4111 1111 1111',
    '**** **** **** 1111',
    '4111111111111112',
    '0000000000000000',
    '1234567890123',
    '2026-01-31 12:00',
    'a4b1c1d1e1f1g1h1i1j1k1l1m1n1o1p1',
  ])('finds none in "%s"', (text) => {
    expect(containsCardNumber(text)).toBe(false);
  });
});

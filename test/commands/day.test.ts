import fc from 'fast-check';
import { parseDay, today } from '../../lib/commands/day';

describe('parseDay', () => {
  it('reads every day of the calendar', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true }), (date) => {
        const day = date.toISOString().slice(0, 10);
        expect(parseDay(day)).toBe(day);
      }),
    );
  });

  it('reads a leap day', () => {
    expect(parseDay('2028-02-29')).toBe('2028-02-29');
  });

  it.each([
    '',
    'today',
    '2026-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '26-01-01',
    '2026-01-01T00:00:00Z',
    '2026-01-01 ',
    ' 2026-01-01',
    '2026/01/01',
    '+002026-01-01',
    '20260101',
  ])('refuses %j', (text) => {
    expect(() => parseDay(text)).toThrow('YYYY-MM-DD');
  });

  it('accepts its own default', () => {
    expect(parseDay(today())).toBe(today());
  });
});

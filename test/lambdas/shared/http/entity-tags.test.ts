import { isExpected, unchanged } from '../../../../lambdas/shared/http/entity-tags';

const MINE = '"7"';
const knows = (header: string | undefined) => unchanged({ headers: header === undefined ? {} : { 'if-none-match': header } }, MINE) !== undefined;

describe('If-Match (RFC 9110 §13.1.1)', () => {
  it.each(['"7"', '*', '"6", "7"', '"7","8"', '"a,b",\t"7"', 'W/"7", "7"', '"", "7"'])('admits a change of the version 7 by %s', (header) => {
    expect(isExpected(header, MINE)).toBe(true);
  });

  it.each(['"8"', 'W/"7"', '7', '"07"', '', '"7', '"7" "8"', '"7",', '*, "7"', '"8", x"7"', '"a"7"b"', '"8,7"', '"8, \\"7\\""'])(
    'admits none by %s',
    (header) => {
      expect(isExpected(header, MINE)).toBe(false);
    },
  );
});

describe('If-None-Match (RFC 9110 §13.1.2)', () => {
  it.each(['"7"', 'W/"7"', '*', '"6", W/"7"'])('says by %s that the version 7 is known', (header) => {
    expect(knows(header)).toBe(true);
  });

  it.each([undefined, '', '7', '"6"', 'W/"6"', '"7', '*, "7"'])('says no such thing by %s', (header) => {
    expect(knows(header)).toBe(false);
  });

  it('is answered by 304 with the tag, and nothing else', () => {
    expect(unchanged({ headers: { 'if-none-match': '*' } }, MINE)).toEqual({ status: 304, headers: { ETag: MINE } });
  });
});

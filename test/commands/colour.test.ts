import { colour } from '../../lib/commands/colour';

describe('the colours of a terminal', () => {
  it('mark the first word of failures and warnings, on every line', () => {
    expect(colour('fail NET-5 x\nwarning y')).toBe('\u001B[31mfail\u001B[39m NET-5 x\n\u001B[33mwarning\u001B[39m y');
  });

  it('leave alone what only looks like one', () => {
    expect(colour('controls  fail\nfailure is no verdict')).toBe('controls  fail\nfailure is no verdict');
  });
});

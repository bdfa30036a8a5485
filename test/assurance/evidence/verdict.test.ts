import fc from 'fast-check';
import { VERDICTS, worst, type Verdict } from '../../../lib/assurance/evidence/verdict';

const verdict = fc.constantFrom(...VERDICTS);
const verdicts = fc.array(verdict);

describe('worst', () => {
  it('is none when there is nothing to judge', () => {
    expect(worst([])).toBe('none');
  });

  it('lets a single failure fail everything', () => {
    fc.assert(
      fc.property(verdicts, (others) => {
        expect(worst([...others, 'fail'])).toBe('fail');
      }),
    );
  });

  it('never passes when something counts that did not pass', () => {
    const counting: Verdict[] = ['fail', 'not-implemented', 'not-run', 'accepted'];
    fc.assert(
      fc.property(verdicts, fc.constantFrom(...counting), (others, bad) => {
        expect(worst([...others, bad])).not.toBe('pass');
      }),
    );
  });

  it('passes when something passed and all the rest does not count', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<Verdict>('pass', 'not-applicable', 'none')), (others) => {
        expect(worst([...others, 'pass'])).toBe('pass');
      }),
    );
  });

  it('never passes when nothing passed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<Verdict>('not-applicable', 'none')), (others) => {
        expect(worst(others)).not.toBe('pass');
      }),
    );
  });

  it('does not depend on the order, on repetition or on how the verdicts are grouped', () => {
    fc.assert(
      fc.property(verdicts, verdicts, (one, other) => {
        expect(worst([...one, ...other])).toBe(worst([worst(other), worst(one), worst(one)]));
      }),
    );
  });
});

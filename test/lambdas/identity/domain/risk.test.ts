import fc from 'fast-check';
import { RISK_WEIGHTS, riskOf, type RiskInputs } from '../../../../lambdas/identity/domain/risk';
import { proves } from '../../../support/proves';

const HOUR = 3600;
/** Each from the best to the worst, the missing one last. */
const DEVICES = ['known', 'unknown', undefined] as const;
const PLACES = ['DE', 'unknown', undefined] as const;
const AGES = [0, 300, 301, HOUR, HOUR + 1, 4 * HOUR, 4 * HOUR + 1, 1e9, Number.POSITIVE_INFINITY, Number.NaN, -1, undefined] as const;
const METHODS = [['hwk', 'user'], ['pwd', 'otp', 'mfa'], ['pwd'], [], undefined] as const;
const LISTS = [DEVICES, PLACES, AGES, METHODS] as const;

/** The inputs at these places of the lists; what is missing is left out. */
function inputsAt([device = 0, location = 0, age = 0, methods = 0]: readonly number[]): RiskInputs {
  const inputs = { device: DEVICES[device], location: PLACES[location], authenticationAge: AGES[age], methods: METHODS[methods] };
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));
}
const places = fc.tuple(...LISTS.map(({ length }) => fc.nat({ max: length - 1 })));

describe('the risk of a request', () => {
  proves({ control: 'AZN-9', part: 'score', evidence: 'in-process' }, 'a worse input, or one that is missing, never lowers it', () => {
    fc.assert(
      fc.property(places, places, (one, other) => {
        const worse = one.map((at, index) => Math.max(at, other[index] ?? 0));
        expect(riskOf(inputsAt(worse))).toBeGreaterThanOrEqual(riskOf(inputsAt(one)));
      }),
      { numRuns: 2000 },
    );
    LISTS.forEach((list, index) => {
      const risks = list.map((_, at) => riskOf(inputsAt(LISTS.map((__, other) => (other === index ? at : 0)))));
      expect(risks).toEqual(risks.toSorted((a, b) => a - b));
      expect(risks.at(-1)).toBeGreaterThan(risks[0]!);
    });
  });

  it('is a whole number from 0 to 100, whatever comes, and the highest where nothing is known', () => {
    fc.assert(
      fc.property(fc.option(fc.double(), { nil: Number.NaN }), fc.array(fc.string()), fc.string(), (authenticationAge, methods, location) => {
        const risk = riskOf({ authenticationAge, methods, location, device: 'unknown' });
        expect(Number.isInteger(risk) && risk >= 0 && risk <= 100).toBe(true);
      }),
    );
    expect(riskOf({})).toBe(100);
    expect(riskOf({ device: 'known', location: 'DE', authenticationAge: 0, methods: ['hwk', 'user'] })).toBe(0);
  });

  proves(
    { control: 'AZN-9', part: 'score', evidence: 'in-process' },
    'it is the sum of the weights that decision 0110 lists, of which none can be changed',
    () => {
      const calm = { device: 'known', location: 'DE', authenticationAge: 0, methods: ['hwk', 'user'] } as const;
      const cases: readonly (readonly [RiskInputs, number])[] = [
        [{ ...calm, device: 'unknown' }, 30],
        [{ ...calm, location: 'unknown' }, 30],
        [{ ...calm, location: '' }, 30],
        [{ ...calm, location: 'de' }, 30],
        [{ ...calm, authenticationAge: 301 }, 10],
        [{ ...calm, authenticationAge: HOUR + 1 }, 25],
        [{ ...calm, authenticationAge: 4 * HOUR + 1 }, 40],
        [{ ...calm, authenticationAge: -1 }, 40],
        [{ ...calm, methods: ['pwd', 'otp', 'mfa'] }, 10],
        [{ ...calm, methods: ['pwd'] }, 30],
        [{ ...calm, methods: ['hwk'] }, 30],
        [{ ...calm, methods: [] }, 40],
        [{ ...calm, methods: ['pwd'], authenticationAge: 4 * HOUR + 1 }, 70],
        [{ ...calm, methods: ['pwd', 'mfa'], authenticationAge: 4 * HOUR + 1 }, 50],
      ];
      for (const [inputs, risk] of cases) expect([inputs, riskOf(inputs)]).toEqual([inputs, risk]);
      for (const table of [RISK_WEIGHTS, ...Object.values(RISK_WEIGHTS)]) expect(Object.isFrozen(table)).toBe(true);
    },
  );
});

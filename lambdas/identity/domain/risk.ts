import { HOUR_SECONDS } from '../../shared/durations';
import { STEP_UP_SECONDS } from '../../shared/http/step-up';

/** What the risk of a request is judged by. What is left out isn't known, and counts as the worst. */
export interface RiskInputs {
  readonly device?: 'known' | 'unknown';
  /** A country, or `unknown`. */
  readonly location?: string;
  /** Seconds since they last proved who they are. */
  readonly authenticationAge?: number;
  /** How they did, by the names of RFC 8176. */
  readonly methods?: readonly string[];
}

const HIGHEST = 100;

/**
 * How much each input adds, by what is known of it (decision 0110). The worst together are more than the highest risk: three bad
 * inputs are as bad as four. The policies forbid sensitive actions from 70 on, and trust below 40.
 */
export const RISK_WEIGHTS = Object.freeze({
  device: Object.freeze({ known: 0, unknown: 30 }),
  location: Object.freeze({ known: 0, unknown: 30 }),
  /** The age of the last proof: of a step-up, of an hour, of half a working day. */
  age: Object.freeze({ moment: 0, hour: 10, halfDay: 25, older: 40 }),
  /** A passkey that verified its user withstands phishing; two factors may not; one, or none that is known. */
  methods: Object.freeze({ passkey: 0, twoFactors: 10, oneFactor: 30, none: 40 }),
});

/** The risk of a request, from 0 to 100 (AZN-9): a worse or a missing input never lowers it. */
export function riskOf({ device, location, authenticationAge, methods = [] }: RiskInputs): number {
  const { device: devices, location: locations, age: ages, methods: strengths } = RISK_WEIGHTS;
  const sum =
    devices[device === 'known' ? 'known' : 'unknown'] +
    locations[isPlace(location) ? 'known' : 'unknown'] +
    ages[ageOf(authenticationAge)] +
    strengths[strengthOf(methods)];
  return Math.min(HIGHEST, sum);
}

/** A country of ISO 3166. */
function isPlace(location = ''): boolean {
  return /^[A-Z]{2}$/.test(location);
}

/** A proof from the future is none that is known. */
function ageOf(seconds = Number.NaN): keyof typeof RISK_WEIGHTS.age {
  if (!(seconds >= 0) || seconds > 4 * HOUR_SECONDS) return 'older';
  if (seconds > HOUR_SECONDS) return 'halfDay';
  return seconds > STEP_UP_SECONDS ? 'hour' : 'moment';
}

function strengthOf(methods: readonly string[]): keyof typeof RISK_WEIGHTS.methods {
  if (methods.includes('hwk') && methods.includes('user')) return 'passkey';
  if (methods.includes('mfa')) return 'twoFactors';
  return methods.length > 0 ? 'oneFactor' : 'none';
}

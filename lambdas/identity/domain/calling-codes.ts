/**
 * What numbers of a country begin with (ITU-T E.164). Where several countries share a code, only numbers that are told apart are here:
 * the islands of +1, to which messages are dear, aren't.
 */
const CODES: Readonly<Record<string, string>> = Object.freeze({
  AT: '43',
  AU: '61',
  BE: '32',
  BG: '359',
  BR: '55',
  CA: '1',
  CH: '41',
  CY: '357',
  CZ: '420',
  DE: '49',
  DK: '45',
  EE: '372',
  ES: '34',
  FI: '358',
  FR: '33',
  GB: '44',
  GR: '30',
  HR: '385',
  HU: '36',
  IE: '353',
  IN: '91',
  IS: '354',
  IT: '39',
  JP: '81',
  KR: '82',
  LI: '423',
  LT: '370',
  LU: '352',
  LV: '371',
  MT: '356',
  MX: '52',
  NL: '31',
  NO: '47',
  NZ: '64',
  PL: '48',
  PT: '351',
  RO: '40',
  SE: '46',
  SG: '65',
  SI: '386',
  SK: '421',
  US: '1',
  ZA: '27',
});

/** Area codes of +1 that are neither the United States' nor Canada's. */
const ISLANDS = /^1(242|246|264|268|284|340|345|441|473|649|658|664|670|671|684|721|758|767|784|787|809|829|849|868|869|876|939)/;
const E164 = /^\+[1-9][0-9]{6,14}$/;

/** The allowed country that a number in E.164 belongs to; `undefined` when it is no number, or of none of them. */
export function countryOfNumber(number: string, allowed: ReadonlySet<string>): string | undefined {
  const digits = number.slice(1);
  if (!E164.test(number) || ISLANDS.test(digits)) return undefined;
  return [...allowed].sort().find((country) => {
    const code = Object.hasOwn(CODES, country) ? CODES[country] : undefined;
    return code !== undefined && digits.startsWith(code);
  });
}

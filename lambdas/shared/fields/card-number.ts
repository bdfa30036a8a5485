/** ISO/IEC 7812-1: a card number has up to 19 digits; none of those in use has fewer than 13. */
const SHORTEST = 13;
const LONGEST = 19;

/** Digits with at most two other characters than letters between them, as people write card numbers. */
const DIGIT_RUN = /\d(?:[^\p{L}\d]{0,2}\d){12,}/gu;

/** Decimal digits of other scripts, such as Arabic-Indic ones; full-width and mathematical ones are normalised before. */
const FOREIGN_DIGIT = /(?![0-9])\p{Nd}/gu;

/** Beginnings and lengths of the networks' numbers: Visa; American Express; Diners Club; Mastercard; JCB, Discover, UnionPay, Maestro. */
const NETWORK = /^(4(\d{12}|\d{15}|\d{18})|3[47]\d{13}|3[0689]\d{12}|(5[1-5]|2[2-7])\d{14}|(35|6\d)\d{14,17})$/;

/**
 * Whether a text holds what may be a card number: 13 to 19 digits, however they are separated, that pass Luhn's check.
 * Also true for about one in seven other numbers of that length: where card numbers are refused, so are those.
 */
export function containsCardNumber(text: string): boolean {
  const runs = text.normalize('NFKC').replace(FOREIGN_DIGIT, asciiDigit).match(DIGIT_RUN) ?? [];
  return runs.some((run) => holdsLuhnNumber(run.replace(/\D/g, '')));
}

/** All the digits are one number of any network; or one of a known network hides among more, such as an expiry date behind it. */
function holdsLuhnNumber(digits: string): boolean {
  if (digits.length <= LONGEST && passesLuhn(digits)) return true;
  for (let start = 0; start + SHORTEST <= digits.length; start++) {
    for (let end = start + SHORTEST; end <= Math.min(start + LONGEST, digits.length); end++) {
      const part = digits.slice(start, end);
      if (NETWORK.test(part) && passesLuhn(part)) return true;
    }
  }
  return false;
}

/** ISO/IEC 7812-1, annex B. Zeros alone pass the sum, and are no number. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    sum += index % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
  }
  return sum % 10 === 0 && /[1-9]/.test(digits);
}

/** Unicode encodes the ten digits of a script in a row from zero to nine. */
function asciiDigit(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

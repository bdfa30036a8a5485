/**
 * An email address as it is compared: without surrounding blanks, in Unicode's NFC, in lower case. RFC 5321 §2.4 lets a
 * server tell the case of local parts apart; none that people use does, and two accounts that differ in case alone would
 * be a way to take one for the other.
 */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

/** The 50,000 most common passwords of at least eight characters, in lower case. */
declare module 'fxa-common-password-list' {
  /** Whether a password is one of them. */
  export function test(password: string): boolean;
}

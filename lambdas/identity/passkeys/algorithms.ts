/** The signatures that are asked for and accepted, by their numbers at IANA's COSE registry: EdDSA, ES256, RS256, most wanted first. */
export const ALGORITHMS = [-8, -7, -257] as const;

/** Who somebody is at a provider: what of a checked id_token counts. */
export interface Identity {
  readonly issuer: string;
  /** Unique and never reassigned within the issuer (OpenID Connect Core §5.7): with the issuer it is the account's key, and nothing else is. */
  readonly subject: string;
  /** Only where the provider says that it verified it. */
  readonly verifiedEmail?: string;
}

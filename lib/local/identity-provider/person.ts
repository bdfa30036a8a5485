/** What the provider knows of a person, by the names of OpenID Connect Core §5.1. */
export interface Person {
  readonly email?: string;
  readonly email_verified?: boolean;
}

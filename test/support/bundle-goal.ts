/** How many times the floor's cold import a function may take, and how large all of its files may be (in bytes): decisions 0074, 0102 and 0106. */
export interface BundleGoal {
  readonly times: number;
  readonly bytes: number;
}

const GOAL: BundleGoal = { times: 1.4, bytes: 500_000 };

/** With sign-in's proof of a password, mail, text messages and the cipher of fields. */
const PERSON: BundleGoal = { ...GOAL, bytes: 750_000 };

/** With PostgreSQL's protocol. */
const POSTGRESQL: BundleGoal = { ...GOAL, times: 1.9 };

/** What a function brings beside AWS clients, by its folder. */
const OTHER_GOALS: Readonly<Record<string, BundleGoal>> = {
  // With the formats that uploads are told apart by, 71 kB, loaded with the first of them.
  'application/documents': { ...POSTGRESQL, bytes: 600_000 },
  'data/migrate': POSTGRESQL,
  'data/reconcile': POSTGRESQL,
  'data/rotate-data-keys': POSTGRESQL,
  'rotation/postgresql': POSTGRESQL,
  'identity/account': PERSON,
  'identity/api-keys': PERSON,
  // Before every request.
  'identity/authorizer': { ...GOAL, times: 1.3 },
  // WebAuthn: CBOR and the signatures' ASN.1.
  'identity/passkeys': { ...PERSON, times: 2.2 },
  'identity/registration': PERSON,
  'identity/rights': PERSON,
  'identity/session': PERSON,
  'identity/sign-in': PERSON,
  'identity/sso': PERSON,
  'identity/step-up': PERSON,
  'identity/tenant': PERSON,
};

/** The goal of a function, by its folder below `lambdas/`. */
export function bundleGoal(name: string): BundleGoal {
  return OTHER_GOALS[name] ?? GOAL;
}

/** The two sides on which a control is judged and shown apart; a row with one column is judged on `templates`. */
export type Side = 'templates' | 'runtime';

/** The families of controls, in the order in which they are shown. */
export const FAMILIES = ['NET', 'EDGE', 'KEY', 'SEC', 'IDN', 'AZN', 'AUD', 'DET', 'AVL', 'CMP', 'GOV', 'DEL'] as const;
/** One of the families. */
export type Family = (typeof FAMILIES)[number];

/** What a control is called: its family and number, as in `NET-5`. */
export type ControlId = `${Family}-${number}`;

/** What another party answers for, and where it says so: nothing that runs here can show it. */
export interface Citation {
  /** What it states, in our own words, as one sentence. */
  readonly states: string;
  /** The address of the statement. */
  readonly source: `https://${string}`;
}

/** A claim small enough to be judged on its own; it belongs to one side of one control. */
export interface Part {
  /** Kebab-case, unique within the control. */
  readonly id: string;
  readonly side: Side;
  /** What must hold, as one sentence in the present tense. */
  readonly claim: string;
  /**
   * Checks over the templates that carry it, by ID: all must hold.
   * @default - none; a part without checks, proofs and tests is `not-implemented`
   */
  readonly checks?: readonly string[];
  /**
   * Proofs over the templates that carry it, by ID: all must hold.
   * @default - none
   */
  readonly proofs?: readonly string[];
  /**
   * The classes of evidence that tests must bring for it: one passing test of each named class.
   * @default - none
   */
  readonly tests?: readonly TestClass[];
  /**
   * What of it others answer for. A citation is shown beside the verdict and decides nothing.
   * @default - none
   */
  readonly citations?: readonly Citation[];
  /**
   * Set while something of the claim is still to be built: says what is missing, and keeps the part `not-implemented`
   * even where its checks pass.
   * @default - whole
   */
  readonly missing?: string;
  /**
   * The configuration under which the part is switched off; it is then `not-applicable` with this reason.
   * @default - never off
   */
  readonly offWhen?: OffWhen;
}

/** A condition on the environment's resolved configuration, as plain data. */
export interface OffWhen {
  /** Dotted path of the field, such as `network.bastion`. */
  readonly field: string;
  /** The values, compared by equality, at which the part is off; `null` matches a field that isn't set. */
  readonly oneOf: readonly (string | number | boolean | null)[];
  /** Why that is acceptable, for the auditor. */
  readonly reason: string;
}

/**
 * How evidence was won. `design`: the templates alone; `recorded`: the emulator accepted it and nothing stands behind;
 * `emulated`: driven against the local cloud; `real-server`: against a real server or browser; `in-process`: our bundle
 * driven with the documented event; `operating`: a live account, dated.
 */
export const EVIDENCE_CLASSES = ['design', 'recorded', 'emulated', 'real-server', 'in-process', 'operating'] as const;
/** One of the classes of evidence. */
export type EvidenceClass = (typeof EVIDENCE_CLASSES)[number];

/** The classes that a test can bring; `recorded` alone never passes the run-time side. */
export type TestClass = Exclude<EvidenceClass, 'operating'>;

/** Frameworks by edition. Empty is allowed, wrong is not. */
export interface Mappings {
  /** OWASP Top 10 of 2021, such as `A01`. */
  readonly owasp2021?: readonly string[];
  /** OWASP Top 10 of 2025, such as `A01`. */
  readonly owasp2025?: readonly string[];
  /** NIST SP 800-53 revision 5 controls, such as `SC-7(5)`. */
  readonly nist80053r5?: readonly string[];
}

/** The roles that own controls and approve exceptions; people are the deploying team's to name. */
export type Role = 'security-lead' | 'platform-lead' | 'application-lead' | 'compliance-lead' | 'dpo' | 'cto';

/** One requirement, carried as plain data. */
export interface Control {
  readonly id: ControlId;
  /** The claim that must hold, in a few words: the control's title. */
  readonly title: string;
  /** The whole claim, in our own words. */
  readonly claim: string;
  /** Sections of the two source documents, such as `T§5.2` or `P Network Security`. */
  readonly sources: readonly string[];
  readonly owner: Role;
  readonly mappings: Mappings;
  /** At least one a side that the requirement has. */
  readonly parts: readonly Part[];
}

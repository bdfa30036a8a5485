import type { Mappings } from './control';

/** A framework that controls are mapped to, in one edition. */
export interface Framework {
  readonly id: keyof Mappings;
  readonly name: string;
  /** The edition whose identifiers the mappings use. */
  readonly edition: string;
  /** How to cite it, without an address that may move. */
  readonly citation: string;
  /** What a mapping to it covers and what it leaves out. */
  readonly scope: string;
  /** What its identifiers stand for: each category by its ID, or each family by the letters before the number. */
  readonly titles: Readonly<Record<string, string>>;
}

/** What every list of mappings says to its reader. */
export const MAPPING_NOTICE = 'A mapping is not a certification: it says which requirement a control serves, not that the requirement is met.';

const owasp2021: Framework = {
  id: 'owasp2021',
  name: 'OWASP Top 10',
  edition: '2021',
  citation: 'OWASP Foundation, OWASP Top 10:2021',
  scope: 'Risks of web applications, as listed in T§7. A category is no list of requirements; controls lower its risk.',
  titles: {
    A01: 'Broken Access Control',
    A02: 'Cryptographic Failures',
    A03: 'Injection',
    A04: 'Insecure Design',
    A05: 'Security Misconfiguration',
    A06: 'Vulnerable and Outdated Components',
    A07: 'Identification and Authentication Failures',
    A08: 'Software and Data Integrity Failures',
    A09: 'Security Logging and Monitoring Failures',
    A10: 'Server-Side Request Forgery',
  },
};

const owasp2025: Framework = {
  id: 'owasp2025',
  name: 'OWASP Top 10',
  edition: '2025',
  citation: 'OWASP Foundation, OWASP Top 10:2025',
  scope: 'The same in the edition of 2025, which counts server-side request forgery among broken access control.',
  titles: {
    A01: 'Broken Access Control',
    A02: 'Security Misconfiguration',
    A03: 'Software Supply Chain Failures',
    A04: 'Cryptographic Failures',
    A05: 'Injection',
    A06: 'Insecure Design',
    A07: 'Authentication Failures',
    A08: 'Software or Data Integrity Failures',
    A09: 'Security Logging and Alerting Failures',
    A10: 'Mishandling of Exceptional Conditions',
  },
};

const nist80053r5: Framework = {
  id: 'nist80053r5',
  name: 'NIST SP 800-53',
  edition: 'Revision 5',
  citation: 'NIST Special Publication 800-53, Revision 5, Security and Privacy Controls for Information Systems and Organizations',
  scope: 'Technical controls and the evidence for them. Policies, personnel, physical protection and what AWS answers for ' + 'lie outside.',
  titles: {
    AC: 'Access Control',
    AT: 'Awareness and Training',
    AU: 'Audit and Accountability',
    CA: 'Assessment, Authorization, and Monitoring',
    CM: 'Configuration Management',
    CP: 'Contingency Planning',
    IA: 'Identification and Authentication',
    IR: 'Incident Response',
    MA: 'Maintenance',
    MP: 'Media Protection',
    PE: 'Physical and Environmental Protection',
    PL: 'Planning',
    PM: 'Program Management',
    PS: 'Personnel Security',
    PT: 'Personally Identifiable Information Processing and Transparency',
    RA: 'Risk Assessment',
    SA: 'System and Services Acquisition',
    SC: 'System and Communications Protection',
    SI: 'System and Information Integrity',
    SR: 'Supply Chain Risk Management',
  },
};

/** The frameworks of this edition, in the order in which they are shown. */
export const FRAMEWORKS: readonly Framework[] = [owasp2021, owasp2025, nist80053r5];

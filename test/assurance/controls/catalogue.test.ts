import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { controlById, controls } from '../../../lib/assurance/controls/catalogue';
import { isOff } from '../../../lib/assurance/evidence/off';
import { FAMILIES, type Family, type Part, type Side } from '../../../lib/assurance/controls/control';
import { FRAMEWORKS } from '../../../lib/assurance/controls/frameworks';
import { allEnvironments } from '../../../lib/infrastructure/environments/environments';
import { configurationWith } from '../../support/configuration';
import { nist80053r5 } from '../../support/nist-800-53-r5';
import { proves } from '../../support/proves';

const FOLDER = join(__dirname, '../../../lib/assurance/controls');

/** How many requirements each family has; their numbers run from 1 without a gap. */
const REQUIREMENTS: Readonly<Record<Family, number>> = {
  NET: 11,
  EDGE: 14,
  KEY: 9,
  SEC: 5,
  IDN: 18,
  AZN: 9,
  AUD: 8,
  DET: 11,
  AVL: 4,
  CMP: 8,
  GOV: 4,
  DEL: 7,
};

/** The requirements that have nothing to show at run time, either by a dash or by having one column, whose rights of persons run all the same (CMP-6). */
const TEMPLATES_ONLY = [
  'NET-1',
  'NET-2',
  'NET-3',
  'NET-4',
  'NET-5',
  'NET-6',
  'NET-7',
  'NET-9',
  'NET-10',
  'EDGE-1',
  'EDGE-2',
  'EDGE-3',
  'EDGE-4',
  'EDGE-6',
  'EDGE-10',
  'EDGE-11',
  'KEY-1',
  'KEY-2',
  'SEC-1',
  'AZN-8',
  'AUD-6',
  'DET-1',
  'DET-2',
  'AVL-1',
  'AVL-3',
  'CMP-1',
  'CMP-2',
  'CMP-3',
  'CMP-4',
  'CMP-5',
  'CMP-7',
  'CMP-8',
  'GOV-1',
  'GOV-2',
  'GOV-3',
  'GOV-4',
  'DEL-1',
  'DEL-2',
  'DEL-3',
  'DEL-4',
  'DEL-5',
  'DEL-6',
  'DEL-7',
];

/** The requirements that templates can't show. */
const RUNTIME_ONLY = [
  'EDGE-14',
  'KEY-9',
  'SEC-2',
  'IDN-3',
  'IDN-4',
  'IDN-5',
  'IDN-6',
  'IDN-7',
  'IDN-8',
  'IDN-9',
  'IDN-11',
  'IDN-12',
  'IDN-13',
  'IDN-14',
  'IDN-16',
  'IDN-17',
  'IDN-18',
  'AZN-1',
  'AZN-2',
  'AZN-3',
  'AZN-5',
  'AZN-7',
  'AZN-9',
  'AUD-1',
  'AUD-2',
  'AUD-8',
  'DET-3',
  'DET-4',
  'DET-5',
  'DET-6',
  'DET-9',
  'DET-11',
  'AVL-4',
];

/** The sections of T, and the headings of P, that a control can come from. */
const SECTIONS = new Set([
  'T§1',
  'T§2.1',
  'T§2.2',
  'T§2.3',
  'T§2.4',
  'T§3',
  'T§3.1',
  'T§3.2',
  'T§3.3',
  'T§4.1',
  'T§4.2',
  'T§4.3',
  'T§5.1',
  'T§5.2',
  'T§5.3',
  'T§6.1',
  'T§6.3',
  'T§6.4',
  'T§7',
  'T§7 A01',
  'T§7 A03',
  'T§7 A04',
  'T§7 A05',
  'T§7 A06',
  'T§7 A08',
  'T§7 A10',
  'T§9',
  'T§10',
  'T Approval',
  'T Document History',
  'P API Gateway Authentication',
  'P Service-Level Authentication',
  'P Database-Level Authentication',
  'P Role-Based Access Control',
  'P Authorization Middleware',
  'P Attribute-Based Access Control',
  'P Dynamic Authorization',
  'P Encryption Strategy',
  'P Data at Rest Encryption',
  'P Database Encryption',
  'P File System Encryption',
  'P Data in Transit Encryption',
  'P TLS/SSL Configuration',
  'P Service Mesh Encryption',
  'P AWS Secrets Manager Integration',
  'P Kubernetes Secrets',
  'P Key Rotation Strategy',
  'P Network Security',
  'P Network Architecture',
  'P VPC Security',
  'P Security Groups',
  'P Web Application Firewall',
  'P AWS WAF Configuration',
  'P Access Control and Auditing',
  'P Audit Logging',
  'P Comprehensive Audit Trail',
  'P Intrusion Detection and Response',
  'P Security Monitoring',
  'P Incident Response',
  'P Automated Response Actions',
  'P Compliance and Standards',
  'P SOC 2 Type II Compliance',
  'P GDPR Compliance',
  'P PCI DSS Compliance',
  'P Security Testing',
  'P Automated Security Testing',
]);

const requirements = FAMILIES.flatMap((family) => Array.from({ length: REQUIREMENTS[family] }, (_, index) => `${family}-${String(index + 1)}`));
const parts = controls.flatMap((control) => control.parts.map((part) => ({ name: `${control.id}/${part.id}`, part })));

function withSide(side: Side): readonly string[] {
  return controls.filter((control) => control.parts.some((part) => part.side === side)).map(({ id }) => id);
}

function carriedByNothing({ checks = [], proofs = [], tests = [], missing }: Part): boolean {
  return checks.length + proofs.length + tests.length === 0 && missing === undefined;
}

function fieldOf(configuration: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inside, name) => (inside as Record<string, unknown> | undefined)?.[name], configuration);
}

describe('the catalogue', () => {
  proves({ control: 'CMP-1', part: 'rows', evidence: 'design' }, 'holds every requirement as a control of the same ID, in order, and no other', () => {
    expect(requirements).toHaveLength(108);
    expect(controls.map(({ id }) => id)).toEqual(requirements);
  });

  it('keeps one control a file, named after it', () => {
    const notControls = ['catalogue.ts', 'control.ts', 'frameworks.ts', 'problems.ts'];
    const files = readdirSync(FOLDER).filter((file) => !notControls.includes(file));
    expect(files.sort()).toEqual(controls.map(({ id }) => `${id.toLowerCase()}.ts`).sort());
  });

  it('judges a control on the sides that its requirement has, and on no other', () => {
    expect(withSide('templates')).toEqual(requirements.filter((id) => !RUNTIME_ONLY.includes(id)));
    expect(withSide('runtime')).toEqual(requirements.filter((id) => !TEMPLATES_ONLY.includes(id)));
  });

  it.each(controls.map((control) => [control.id, control] as const))('gives %s a title, a claim, an owner and sources that exist', (_, control) => {
    expect(control.title).toMatch(/^[A-Z].*[^.]$/);
    expect(control.claim).toMatch(/^[A-Z].*\.$/s);
    expect(control.owner).toMatch(/^(?:security-lead|platform-lead|application-lead|compliance-lead|dpo|cto)$/);
    expect(control.sources).not.toEqual([]);
    expect(control.sources.filter((source) => !SECTIONS.has(source))).toEqual([]);
  });

  it('claims one sentence a part', () => {
    expect(parts.filter(({ part }) => !/^[A-Z].*\.$/.test(part.claim)).map(({ name }) => name)).toEqual([]);
  });

  it('says of every part that nothing carries what is missing', () => {
    expect(parts.filter(({ part }) => carriedByNothing(part)).map(({ name }) => name)).toEqual([]);
    expect(parts.filter(({ part }) => part.missing?.startsWith('not built yet: ') === false).map(({ name }) => name)).toEqual([]);
  });

  it('switches a part off only by a field that every environment has, at a value of its type, and with a reason', () => {
    const wrong = parts.flatMap(({ name, part: { offWhen } }) => {
      if (offWhen === undefined) return [];
      const fields = allEnvironments().map((environment) => fieldOf(environment, offWhen.field));
      return offWhen.reason !== '' &&
        fields.every((field) => offWhen.oneOf.every((off) => (off === null ? fields.includes(null) : typeof field === typeof off)))
        ? []
        : [name];
    });
    expect(wrong).toEqual([]);
  });

  it('switches nothing off that the environment full judges', () => {
    const full = allEnvironments().find(({ name }) => name === 'full');
    expect(parts.filter(({ part: { offWhen } }) => offWhen?.oneOf.some((off) => fieldOf(full, offWhen.field) === off)).map(({ name }) => name)).toEqual([]);
  });

  it.each(FRAMEWORKS.flatMap(({ id, name, edition, titles }) => (id === 'nist80053r5' ? [] : [[`${name} ${edition}`, id, titles] as const])))(
    'maps to categories of %s only, and to all ten of them where it serves them',
    (_, id, titles) => {
      const mapped = new Set(controls.flatMap(({ mappings }) => mappings[id] ?? []));
      expect([...mapped].sort()).toEqual(Object.keys(titles));
    },
  );

  it.each(['adopt', 'skip'] as const)(
    "leaves the account's own defaults to others where the configuration says %s, and still judges every instance",
    (accountSettings) => {
      const configuration = configurationWith({ accountServices: { accountSettings } });
      const off = controlById('NET-8')?.parts.filter(
        (part) => isOff(part, configuration) && part.checks?.some((id) => id !== 'network-firewall-allows-tls-names-only'),
      );
      expect(off?.map(({ id }) => id)).toEqual(['imdsv2-defaults']);
    },
  );

  it('maps to controls of NIST SP 800-53 that are in force', () => {
    const mapped = controls.flatMap(({ mappings }) => mappings.nist80053r5 ?? []);
    expect(mapped.filter((id) => !nist80053r5.has(id))).toEqual([]);
  });

  it('finds a control by its ID', () => {
    expect(controlById('NET-10')?.title).toBe('Who reaches whom is proved');
  });

  it.each(['NET-0', 'NET-12', 'net-1', 'NET-01', '', 'constructor'])('knows no control called "%s"', (id) => {
    expect(controlById(id)).toBeUndefined();
  });
});

describe('the list of NIST controls', () => {
  it('holds the 1014 controls and enhancements in force', () => {
    expect(nist80053r5.size).toBe(1014);
  });

  it.each(['AC-2(10)', 'AC-13', 'AU-15', 'SC-7(1)', 'SC-12(4)', 'SI-9', 'SC-9', 'IA-5(11)', 'SI-7(4)', 'SC-52'])(
    'leaves out %s, which is withdrawn or never was',
    (id) => {
      expect(nist80053r5.has(id)).toBe(false);
    },
  );
});

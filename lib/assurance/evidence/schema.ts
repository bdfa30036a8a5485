import { z } from 'zod';
import { EVIDENCE_CLASSES } from '../controls/control';
import { VERDICTS } from './verdict';

/** Raised when a field changes its meaning or goes; fields are otherwise only added. */
export const SCHEMA_VERSION = '1.0';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.iso.date();
const count = z.int().nonnegative();
const verdict = z.enum(VERDICTS);
const side = z.enum(['templates', 'runtime']);
const evidenceClass = z.enum(EVIDENCE_CLASSES);
const reference = z.string().describe("A resource: stack, slash, logical ID. The key of an entry of its environment's inventory.");

const inventoryEntry = z.strictObject({
  stack: z.string(),
  logicalId: z.string(),
  type: z.string(),
  path: z.string().describe('Construct path below the environment.'),
  source: z.string().nullable().describe('File and line that made it; null where the CDK made it.'),
  excerpt: z.string().describe('The resource as it stands in the template, cut after 60 lines.'),
});

const stack = z.strictObject({
  name: z.string(),
  stackName: z.string(),
  account: z.string(),
  region: z.string(),
  resources: count,
  sha256: sha256.describe("Of the template file's bytes."),
});

const environment = z.strictObject({
  name: z.string(),
  verdict: verdict.describe('The worst of all controls here.'),
  resources: count,
  stacks: z.array(stack),
  inventory: z.array(inventoryEntry).describe('Every resource, sorted by stack, then logical ID.'),
});

const finding = z.strictObject({
  control: z.string(),
  environment: z.string(),
  stack: z.string().nullable().describe('Null, as the next two are, when no resource is to blame, such as a check that crashed.'),
  logicalId: z.string().nullable(),
  path: z.string().nullable(),
  source: z.string().nullable(),
  reason: z.string(),
  rule: z.string().optional().describe('The nag rule, without its pack.'),
  steps: z.array(z.string()).optional().describe('The counter-example, step by step.'),
  exception: z.string().optional().describe('The listed exception that accepts it.'),
});

const checkResult = z.strictObject({
  id: z.string(),
  kind: z.enum(['check', 'proof']),
  claim: z.string(),
  verdict,
  resources: count.describe('How many resources were judged.'),
  judged: z.array(reference),
  findings: z.array(finding),
});

const part = z.strictObject({
  id: z.string(),
  side,
  claim: z.string(),
  verdict,
  reason: z.string().optional().describe('Why it is not a plain pass.'),
  classes: z.array(evidenceClass).describe('The classes of the evidence that carries it; empty when nothing does.'),
  checks: z.array(z.string()).describe('Checks and proofs that carry it, by ID.'),
  citations: z
    .array(z.strictObject({ states: z.string(), source: z.url({ protocol: /^https$/ }) }))
    .optional()
    .describe('What of it others answer for, and where they say so.'),
});

const controlInEnvironment = z.strictObject({
  verdict,
  templates: verdict,
  runtime: verdict,
  parts: z.array(part),
  checks: z.array(checkResult).describe('Checks and proofs, with all findings.'),
});

const testEvidence = z.strictObject({
  class: evidenceClass,
  test: z.string().describe('The sentence that the test proves.'),
  outcome: z.enum(['passed', 'failed']),
  environment: z.string().nullable().describe('Null where it holds for every environment.'),
  part: z.string(),
  node: z.string().describe('The version of Node.js that ran it.'),
});

const control = z.strictObject({
  id: z.string(),
  title: z.string(),
  claim: z.string(),
  sources: z.array(z.string()),
  owner: z.string(),
  mappings: z.record(z.string(), z.array(z.string())).describe('Identifiers by framework and edition.'),
  verdict: verdict.describe('The worst of parts, sides and environments.'),
  environments: z.record(z.string(), controlInEnvironment),
  evidence: z.array(testEvidence).describe('Results of tests that ran on this digest.'),
});

const nagRow = z.strictObject({
  environment: z.string(),
  pack: z.string(),
  rule: z.string().describe('Without its pack.'),
  outcome: z.enum(['pass', 'fail', 'error', 'accepted']),
  resource: reference,
  finding: z.string().optional().describe('What exactly was found, where a rule reports several on one resource.'),
  reason: z.string().optional().describe("Of a row that isn't a pass."),
  exception: z.string().optional().describe('The listed exception that accepts it.'),
});

const nag = z.strictObject({
  rows: z.array(nagRow),
  notApplicable: z.record(z.string(), z.record(z.string(), count)).describe('How many rows were not applicable, by environment and pack.'),
});

const table = z.strictObject({
  title: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
});

const proof = z.strictObject({
  id: z.string(),
  claim: z.string(),
  environment: z.string(),
  verdict,
  resources: count,
  tables: z.array(table),
});

const coverage = z.strictObject({
  environment: z.string(),
  stack: z.string(),
  logicalId: z.string(),
  path: z.string(),
  rule: z.string(),
  finding: z.string().optional(),
});

const exception = z.strictObject({
  id: z.string(),
  rule: z.string().describe('The nag rule without its pack, or the check.'),
  reason: z.string(),
  compensatingControl: z.string(),
  compensatingControls: z.array(z.string()).describe('The controls that hold the risk down, by ID.'),
  findings: z.array(z.string()).optional().describe('Exactly what it accepts, where a rule reports several things on one resource.'),
  constructs: z.array(z.string()),
  environments: z.array(z.string()),
  owner: z.string(),
  approver: z.string(),
  decided: z.string().describe("A UTC day, unless a problem says that it isn't."),
  expires: z.string().describe('The first UTC day on which it no longer holds.'),
  status: z.enum(['active', 'expiring', 'expired', 'refused']).describe('Expiring: within 14 days. Refused: see the problems.'),
  problems: z.array(z.string()).describe("Why it fails the audit; empty when it doesn't."),
  approval: z.enum(['verified', 'unverified']).describe('Whether a commit signed by an allowed signer approved it.'),
  approvalDetail: z.string().describe('Who signed, or why nothing is verified.'),
  covers: z.array(coverage).describe('Each finding that it accepts.'),
});

const warning = z.strictObject({
  environment: z.string().nullable(),
  origin: z.string().describe('The check, proof or exception that warns, or the stage of the audit.'),
  text: z.string(),
});

const refusedResult = z.strictObject({
  file: z.string().describe('Name inside the evidence folder.'),
  line: count,
  reason: z.string(),
});

const network = z.strictObject({
  environment: z.string(),
  cidr: z.string(),
  zones: z.array(z.string()),
  subnets: z.array(z.strictObject({ tier: z.string(), zone: z.string(), cidr: z.string() })),
  groups: z.array(z.strictObject({ name: z.string(), tier: z.string() })),
  flows: z.array(
    z.strictObject({
      name: z.string(),
      from: z.string().describe('A group, or an outside peer such as internet.'),
      to: z.string(),
      port: z.int(),
      protocol: z.string(),
      reason: z.string(),
    }),
  ),
  endpoints: z.array(z.string()).describe('Services reached by a VPC endpoint.'),
  natGateways: count,
  networkFirewall: z.boolean(),
});

const locked = z.strictObject({
  environment: z.string(),
  text: z.string().describe('Which bucket is locked, and until when an object written on the day of judgement is.'),
});

const authorization = z.strictObject({
  policySet: sha256.describe('Of the policy files; each decision names it.'),
  hierarchy: z.array(z.strictObject({ role: z.string(), inherits: z.array(z.string()).describe('Directly.') })),
  sensitive: z.array(z.string()).describe('Actions that unknown or risky circumstances forbid.'),
  terms: z.array(z.strictObject({ term: z.string(), meaning: z.string() })).describe('Words of the tables.'),
  elsewhere: z.array(z.strictObject({ rule: z.string(), file: z.string() })).describe('Rules beside the policies, which may refuse what these permit.'),
  tables: z.array(
    z.strictObject({
      title: z.string(),
      columns: z.array(z.string()).describe('Who asks.'),
      rows: z.array(
        z.strictObject({
          what: z.string(),
          cells: z.array(
            z.strictObject({
              allowed: z.boolean(),
              policies: z.array(z.string()).describe('The policies that decided; none where nothing permits.'),
              reason: z.string(),
            }),
          ),
        }),
      ),
    }),
  ),
  policies: z.array(z.strictObject({ id: z.string(), effect: z.enum(['forbid', 'permit']), text: z.string().describe('In Cedar.') })),
});

/** All that one audit found, as written to `evidence.json`. */
export const evidenceSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  commit: z
    .string()
    .regex(/^[0-9a-f]{40,64}$/)
    .nullable()
    .describe('Null outside a git checkout.'),
  dirty: z.boolean().describe('Whether the checkout differs from the commit; true outside of one.'),
  asOf: day.describe('The UTC day of judgement.'),
  digest: sha256.describe("Over all bundles and all environments' templates; run-time results count only for the same."),
  verdict: verdict.describe('The worst of all controls; a bad exception fails too.'),
  environments: z.array(environment),
  controls: z.array(control),
  nag,
  proofs: z.array(proof),
  exceptions: z.array(exception),
  registerProblems: z.array(z.string()).describe('What is wrong with the register as a whole; each fails the audit.'),
  warnings: z.array(warning),
  refusedResults: z.array(refusedResult).describe('Records in the evidence folder that count for nothing.'),
  staleResults: count.describe('Well-formed results of another digest; they count as not run.'),
  network: z.array(network),
  authorization: authorization.describe('Who may do what, as the compiled policies decide it.'),
  locks: z.array(locked),
});

/** All that one audit found. */
export type Evidence = z.infer<typeof evidenceSchema>;
/** One environment, its stacks and its resources. */
export type EvidenceEnvironment = z.infer<typeof environment>;
/** One resource of an environment. */
export type InventoryEntry = z.infer<typeof inventoryEntry>;
/** One control, judged. */
export type EvidenceControl = z.infer<typeof control>;
/** One control in one environment. */
export type ControlInEnvironment = z.infer<typeof controlInEnvironment>;
/** One part of a control in one environment. */
export type EvidencePart = z.infer<typeof part>;
/** What one check or proof said of one environment. */
export type CheckResult = z.infer<typeof checkResult>;
/** One thing found wrong, open or accepted. */
export type EvidenceFinding = z.infer<typeof finding>;
/** What one test brought. */
export type TestEvidence = z.infer<typeof testEvidence>;
/** One nag rule judged on one resource. */
export type NagRow = z.infer<typeof nagRow>;
/** What one proof said of one environment, with its tables. */
export type EvidenceProof = z.infer<typeof proof>;
/** One entry of the register of exceptions, with all that it covers. */
export type EvidenceException = z.infer<typeof exception>;
/** What deserves attention before it fails. */
export type Warning = z.infer<typeof warning>;
/** A line of the evidence folder that counts for nothing. */
export type RefusedResult = z.infer<typeof refusedResult>;
/** What the drawing of one environment's network shows. */
export type NetworkDrawing = z.infer<typeof network>;

/** The JSON schema (draft 2020-12) of `evidence.json`, generated from the one that the code uses. */
export function evidenceJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(evidenceSchema, { target: 'draft-2020-12' }), title: 'Ringwall evidence' };
}

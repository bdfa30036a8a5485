import type { Flow } from '../../lib/local/smoke/flow';
import { accountShowsItsOwn } from '../../lib/local/smoke/flows/account';
import { apiKeysAreNarrow } from '../../lib/local/smoke/flows/api-keys';
import { forgedPlaceIsIgnored, unknownDeviceIsHeldBack } from '../../lib/local/smoke/flows/circumstances';
import { logsAreClean } from '../../lib/local/smoke/flows/clean-logs';
import { customRolesPermitWhatTheyName } from '../../lib/local/smoke/flows/custom-roles';
import { databaseLoginsRotate, schemaIsMigrated } from '../../lib/local/smoke/flows/database';
import { flows } from '../../lib/local/smoke/flows/all';
import { auditLogIsTheTenants } from '../../lib/local/smoke/flows/audit-events';
import { floodsOfDenialsEnd } from '../../lib/local/smoke/flows/denials';
import { archivedVersionsStay, lockHoldsWithoutPolicy, olderVersionsAreThere } from '../../lib/local/smoke/flows/log-archive';
import { passkeySignsIn } from '../../lib/local/smoke/flows/passkeys';
import { callsAreLimitedByTier } from '../../lib/local/smoke/flows/rate-tiers';
import { storesAgree } from '../../lib/local/smoke/flows/reconciliation';
import { rightsAreAnswered } from '../../lib/local/smoke/flows/rights';
import { cachePasswordsRotate, signingKeysRotate } from '../../lib/local/smoke/flows/rotation';
import {
  answersAreAlike,
  edgeOfTheApiHolds,
  passwordIsReset,
  personRegistersAndSignsIn,
  secondFactorIsAsked,
  stolenTokenEndsTheFamily,
} from '../../lib/local/smoke/flows/sign-in';
import { ssoAnswersHoldOnce, ssoIsLinked, ssoSignsIn } from '../../lib/local/smoke/flows/sso';
import { dangerousActionsAskAgain } from '../../lib/local/smoke/flows/step-up';
import { plainPostgresIsRefused } from '../../lib/local/smoke/flows/stores';
import { tenantIsItsOwners } from '../../lib/local/smoke/flows/tenant';
import { tenantsAreEntered } from '../../lib/local/smoke/flows/tenant-entries';
import { membersComeAndGo } from '../../lib/local/smoke/flows/tenant-members';
import type { Declaration } from '../support/proof-title';
import { proves } from '../support/proves';
import { environmentGraph } from '../support/templates';
import { startCommand } from './support/processes';

/** What `npm run local -- --once --json` printed. */
interface Report {
  readonly templates: Readonly<Record<string, string>>;
  readonly readBack: { readonly held: number; readonly dropped: readonly unknown[] };
  readonly added: Readonly<Record<'completed' | 'backed' | 'installed' | 'recorded' | 'endpoints', readonly string[]>>;
  readonly smoke: readonly { readonly claim: string; readonly passed: boolean; readonly detail: string }[];
  readonly passed: boolean;
}

let report: Report;
let exitCode: unknown;
beforeAll(async () => {
  const { ended, written } = startCommand('--once', '--json');
  [exitCode] = await ended;
  report = JSON.parse(written()) as Report;
}, 300_000);

const emulated = (control: string, part: string): Declaration => ({ control, part, evidence: 'emulated' });
const onServer = (control: string, part: string): Declaration => ({ control, part, evidence: 'real-server' });

/** The parts of controls that a flow shows. */
const shownBy: readonly (readonly [Flow, ...Declaration[]])[] = [
  [archivedVersionsStay, emulated('AUD-3', 'refusals')],
  [lockHoldsWithoutPolicy, emulated('AUD-3', 'refusals')],
  [olderVersionsAreThere, emulated('AUD-3', 'old-version')],
  [plainPostgresIsRefused, onServer('KEY-3', 'plain-connection')],
  [schemaIsMigrated, onServer('AZN-7', 'deployed'), onServer('KEY-9', 'deployed')],
  [databaseLoginsRotate, onServer('SEC-3', 'four-steps')],
  [cachePasswordsRotate, onServer('SEC-3', 'four-steps')],
  [signingKeysRotate, emulated('KEY-1', 'signing-keys')],
  [answersAreAlike, emulated('IDN-2', 'attempts')],
  [personRegistersAndSignsIn, emulated('IDN-9', 'refresh-cookie')],
  [stolenTokenEndsTheFamily, emulated('IDN-9', 'reuse')],
  [dangerousActionsAskAgain, emulated('IDN-14', 'step-up')],
  [passkeySignsIn, emulated('IDN-5', 'refusals')],
  [ssoAnswersHoldOnce, onServer('IDN-11', 'protocol')],
  [ssoSignsIn, onServer('IDN-11', 'accounts')],
  [ssoIsLinked, onServer('IDN-11', 'accounts'), onServer('IDN-11', 'factors')],
  [edgeOfTheApiHolds, emulated('EDGE-9', 'echoed-origin')],
  [unknownDeviceIsHeldBack, emulated('AZN-9', 'unknown')],
  [callsAreLimitedByTier, emulated('EDGE-12', 'refusal')],
  [forgedPlaceIsIgnored, emulated('AZN-9', 'unknown')],
  [accountShowsItsOwn, emulated('AZN-6', 'identity-headers')],
  [secondFactorIsAsked, emulated('IDN-4', 'codes'), emulated('IDN-7', 'single-use'), emulated('IDN-8', 'bound')],
  [passwordIsReset, emulated('IDN-12', 'no-gain'), emulated('IDN-12', 'consequences')],
  [tenantsAreEntered, emulated('AZN-5', 'grant')],
  [customRolesPermitWhatTheyName, emulated('AZN-2', 'custom-roles')],
  [tenantIsItsOwners, emulated('AZN-6', 'statuses')],
  [membersComeAndGo, emulated('AZN-6', 'statuses')],
  [apiKeysAreNarrow, emulated('AVL-4', 'idempotency'), emulated('AZN-6', 'bearer'), emulated('AZN-6', 'statuses'), emulated('IDN-13', 'never')],
  [auditLogIsTheTenants, emulated('AZN-6', 'statuses'), emulated('AZN-2', 'custom-roles')],
  [floodsOfDenialsEnd, emulated('AUD-2', 'every-decision')],
  [storesAgree, onServer('AVL-4', 'reconciliation')],
  [rightsAreAnswered, emulated('CMP-6', 'rights-work'), emulated('CMP-6', 'erasure'), emulated('IDN-14', 'later-actions')],
  [logsAreClean, emulated('KEY-5', 'clean-logs')],
];

for (const [flow, ...parts] of shownBy) for (const part of parts) proves(part, flow.claim, driven(flow));

it('every flow went through, whether it shows a part of a control or not', () => {
  expect(report.smoke.filter(({ passed, detail }) => !passed || detail === '')).toEqual([]);
  expect(report.smoke.map(({ claim }) => claim)).toEqual([...flows.environment, ...flows.people, ...flows.closing].map(({ claim }) => claim));
  expect({ exitCode, passed: report.passed }).toEqual({ exitCode: 0, passed: true });
});

it('what it drove are the templates of this run', () => {
  expect(report.templates).toEqual(Object.fromEntries(environmentGraph('local').stacks.map(({ stackName, sha256 }) => [stackName, sha256])));
});

it('every property was read back as asked', () => {
  expect(report.readBack.dropped).toEqual([]);
  expect(report.readBack.held).toBeGreaterThan(500);
});

it('what fills a hole of the emulator is named, and what stands for an endpoint only is told from what is nothing (decision 0041)', () => {
  const { installed, completed, backed, endpoints, recorded } = report.added;
  expect(installed).toEqual(expect.arrayContaining(['backup_settings', 'cache_users', 'image_files', 'mail_resource', 'principal_arn', 'rotation']));
  expect(completed).toEqual(expect.arrayContaining(['AWS::ApiGateway::Method', 'AWS::Cognito::UserPool']));
  expect(backed).toEqual(expect.arrayContaining(['AWS::ApiGateway::RequestValidator', 'AWS::SecretsManager::Secret']));
  expect(endpoints).toEqual(['AWS::ElastiCache::ReplicationGroup', 'AWS::RDS::DBCluster']);
  expect(recorded).toEqual(expect.arrayContaining([...endpoints]));
});

/** The command drove it, and says what was seen. */
function driven({ claim }: Flow): () => void {
  return () => {
    expect(report.smoke.find((row) => row.claim === claim)).toMatchObject({ claim, passed: true });
  };
}

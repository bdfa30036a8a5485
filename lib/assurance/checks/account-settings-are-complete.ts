import type { Resource, Value } from '../templates/graph';
import { at, booleanOf, isUnresolved, numberOf, stringOf } from '../templates/values';
import type { Check } from './check';
import { accountSettings, serviceTokenProblems, settingName } from './support/account-settings';
import { stackAnchors } from './support/anchors';
import { judgeEach } from './support/judge-each';
import { mustBe } from './support/must-be';

type Demand = (value: Value | undefined, property: string) => Iterable<string>;

/** What an account must have set, by setting and field: no default of AWS is trusted. */
const DEMANDS: Readonly<Record<string, Readonly<Record<string, Demand>>>> = Object.freeze({
  's3-public-access-block': { BlockPublicAcls: on, IgnorePublicAcls: on, BlockPublicPolicy: on, RestrictPublicBuckets: on },
  'iam-password-policy': {
    MinimumPasswordLength: atLeast(14),
    RequireLowercaseCharacters: on,
    RequireUppercaseCharacters: on,
    RequireNumbers: on,
    RequireSymbols: on,
    MaxPasswordAge: within(1, 90),
    PasswordReusePrevention: atLeast(24),
  },
  'ebs-encryption-by-default': { EbsEncryptionByDefault: on },
  'ebs-snapshot-block-public-access': { State: is('block-all-sharing') },
  'instance-metadata-defaults': { HttpTokens: is('required'), HttpPutResponseHopLimit: within(1, 1) },
  'backup-opt-in': { Aurora: on, DynamoDB: on, S3: on, ManagesDynamoDB: on },
});

/** CloudFormation's own resource for the same setting, which would undo that of the function. */
const SNAPSHOTS = 'AWS::EC2::SnapshotBlockPublicAccess';

/** NET-8: what no template sets for each instance, the account sets for all. Settings that are left to others, no template shows. */
export const accountSettingsAreComplete: Check = {
  id: 'account-settings-are-complete',
  claim:
    "The account's defaults are set by the account settings function: no public buckets or snapshots, encrypted volumes, metadata version 2 with one hop, a strict password policy, backups of every kind of store.",
  judge: (graph) => {
    const settings = accountSettings(graph).filter(isAccountWide);
    const missing = Object.keys(DEMANDS).filter((name) => !settings.some((setting) => settingName(setting) === name));
    const { judged, findings } = judgeEach([...settings, ...graph.ofType(SNAPSHOTS)], (setting) =>
      setting.type === SNAPSHOTS ? is('block-all-sharing')(setting.properties.State, 'State') : problemsOf(setting),
    );
    const anchors = missing.length > 0 ? stackAnchors(graph).slice(0, 1) : [];
    return {
      judged: [...anchors, ...judged],
      findings: [
        ...anchors.flatMap((resource) =>
          missing.map((name) => ({ resource, reason: `no custom resource makes the account's setting ${name}, so that nothing here shows that it is made` })),
        ),
        ...findings,
      ],
    };
  },
};

/** Settings of one VPC, and of services, are for other checks; one whose name can't be told may be any. */
function isAccountWide(setting: Resource): boolean {
  const name = settingName(setting);
  return name === undefined || !KNOWN_ELSEWHERE.includes(name);
}

const KNOWN_ELSEWHERE: readonly string[] = Object.freeze(['empty-default-security-group', 'service-linked-role']);

function* problemsOf(setting: Resource): Generator<string> {
  yield* serviceTokenProblems(setting);
  const name = settingName(setting);
  const demands = name !== undefined && Object.hasOwn(DEMANDS, name) ? DEMANDS[name] : undefined;
  if (demands === undefined) yield `Setting is ${name ?? "a value that can't be told"}; it must be one of ${Object.keys(DEMANDS).join(', ')}`;
  for (const [field, demand] of Object.entries(demands ?? {})) yield* demand(at(setting.properties, `Value.${field}`), `Value.${field}`);
}

function on(value: Value | undefined, property: string): Iterable<string> {
  return mustBe(booleanOf(value), true, property);
}

function is(expected: string): Demand {
  return (value, property) => mustBe(stringOf(value), expected, property);
}

function atLeast(least: number): Demand {
  return within(least, Number.POSITIVE_INFINITY);
}

function within(least: number, most: number): Demand {
  return (value, property) => {
    const number = numberOf(value);
    if (isUnresolved(number)) return [`${property} can't be judged: ${number.reason}`];
    if (number !== undefined && least <= number && number <= most) return [];
    return [`${property} is ${number ?? 'not set'}; it must be ${most === Number.POSITIVE_INFINITY ? `${least} at least` : `from ${least} to ${most}`}`];
  };
}

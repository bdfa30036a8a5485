import type { Resource, Value } from '../templates/graph';
import { at, isUnresolved, listOf, recordOf, stringOf, stringsIn } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';

/** How the log groups of functions and of the API are named; those of AWS's own services hold nothing of the application. */
const APPLICATION = /^\/aws\/(?:lambda|apigateway)\//;
/** What must be masked, of what AWS recognises. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-managed-data-identifiers.html */
const MASKED: readonly string[] = Object.freeze(['AwsSecretKey', 'CreditCardNumber', 'EmailAddress', 'OpenSshPrivateKey', 'PhoneNumber-DE', 'PkcsPrivateKey']);
/** What it doesn't, by an example: the beginning of every JSON web token. */
const TOKEN = 'eyJ';

/** KEY-5. */
export const logGroupsMask: Check = {
  id: 'log-groups-mask',
  claim: 'Every log group of functions and of the API has a data protection policy that masks secrets, tokens, addresses and numbers.',
  judge: (graph) =>
    judgeEach(
      graph.ofType('AWS::Logs::LogGroup').filter(({ properties }) => isApplications(properties.LogGroupName)),
      problemsOf,
    ),
};

/** One whose name isn't known is judged as if. */
function isApplications(value: Value | undefined): boolean {
  const name = stringOf(value);
  return typeof name !== 'string' || APPLICATION.test(name);
}

function* problemsOf({ properties }: Resource): Generator<string> {
  const policy = recordOf(properties.DataProtectionPolicy);
  if (policy === undefined) yield 'DataProtectionPolicy is not set; what is logged by mistake stands there in clear';
  else if (isUnresolved(policy)) yield `DataProtectionPolicy can't be judged: ${policy.reason}`;
  else yield* policyProblems(policy);
}

function* policyProblems(policy: Readonly<Record<string, Value>>): Generator<string> {
  const statements = listOf(policy.Statement) ?? [];
  if (isUnresolved(statements)) {
    yield `its statements can't be judged: ${statements.reason}`;
    return;
  }
  const masking = statements.filter((statement) => at(statement, 'Operation.Deidentify.MaskConfig') !== undefined);
  const identifiers = masking.flatMap((statement) => stringsIn(at(statement, 'DataIdentifier')));
  const missing = MASKED.filter((name) => !identifiers.some((identifier) => identifier === name || identifier.endsWith(`/${name}`)));
  if (missing.length > 0) yield `its policy doesn't mask ${missing.join(', ')}`;
  const custom = listOf(at(policy, 'Configuration.CustomDataIdentifier')) ?? [];
  const tokens = isUnresolved(custom) ? [] : custom.filter((one) => stringsIn(at(one, 'Regex')).some((pattern) => pattern.startsWith(TOKEN)));
  if (!tokens.some((one) => identifiers.some((identifier) => identifier === stringOf(at(one, 'Name'))))) yield "its policy doesn't mask tokens";
}

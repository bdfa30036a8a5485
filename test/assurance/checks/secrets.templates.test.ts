import { secretsHaveARotationOfTheirKind } from '../../../lib/assurance/checks/secrets-have-a-rotation-of-their-kind';
import { expectCaught } from '../../support/breaking';
import { drop, findByType, firstOf, put, type MutableTemplate } from '../../support/mutate';

interface Statement {
  Action: unknown;
  Resource: unknown;
}

/** The policy of a rotation's function: the second stack's, or the first one's. */
function statementsOf(template: MutableTemplate, name: string): Statement[] {
  const policy = firstOf(template, 'AWS::IAM::ManagedPolicy', ({ Properties }) => Properties?.ManagedPolicyName === `ringwall-prod-${name}`);
  return (policy.Properties?.PolicyDocument as { Statement: Statement[] }).Statement;
}

const BREAKS: readonly (readonly [string, string, (template: MutableTemplate) => void, string])[] = [
  [
    'a schedule is gone',
    'data',
    (template) => {
      const [schedule] = findByType(template, 'AWS::SecretsManager::RotationSchedule');
      Reflect.deleteProperty(template.Resources, schedule);
    },
    'no schedule rotates it',
  ],
  [
    'the functions of two kinds are exchanged',
    'data',
    (template) => {
      const [cache, database] = ['rotate-redis', 'rotate-postgresql'].map((name) => functionOf(template, name));
      put(cache!, 'FunctionName', 'ringwall-prod-rotate-postgresql');
      put(database!, 'FunctionName', 'ringwall-prod-rotate-redis');
    },
    'must be rotated by a function whose name ends in -rotate-redis',
  ],
  [
    'Secrets Manager may call a rotation for any secret',
    'identity',
    (template) => {
      drop(
        firstOf(template, 'AWS::Lambda::Permission', ({ Properties }) => Properties?.Principal === 'secretsmanager.amazonaws.com'),
        'SourceArn',
      );
    },
    'no permission lets Secrets Manager call',
  ],
  [
    'the rotation of signing keys moves every secret',
    'identity',
    (template) => {
      statementsOf(template, 'rotate-signing-keys')[0]!.Resource = '*';
    },
    "may also secretsmanager:PutSecretValue on '*'",
  ],
  [
    'the rotation of the cache makes users',
    'data',
    (template) => {
      for (const statement of statementsOf(template, 'rotate-redis'))
        if (JSON.stringify(statement.Action).includes('ModifyUser'))
          statement.Action = ['elasticache:DescribeUsers', 'elasticache:ModifyUser', 'elasticache:CreateUser'];
    },
    'may also elasticache:CreateUser',
  ],
  [
    'the rotation of the database changes its administrator',
    'data',
    (template) => {
      for (const statement of statementsOf(template, 'rotate-postgresql'))
        if (statement.Action === 'secretsmanager:GetSecretValue') statement.Action = 'secretsmanager:PutSecretValue';
    },
    'may also secretsmanager:PutSecretValue',
  ],
];

function functionOf(template: MutableTemplate, name: string) {
  return firstOf(template, 'AWS::Lambda::Function', ({ Properties }) => Properties?.FunctionName === `ringwall-prod-${name}`);
}

describe("this run's rotations", () => {
  it.each(BREAKS)('are caught when %s', (_, stack, mutate, reason) => {
    expectCaught(secretsHaveARotationOfTheirKind, 'prod', stack, mutate, reason);
  });
});

import { rolesHaveThePermissionsBoundary } from '../../../lib/assurance/checks/roles-have-the-permissions-boundary';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { policy, resource, statement } from '../../support/resources';

const CEILING = statement({ Action: ['logs:PutLogEvents'] });
const KEEPS = { Effect: 'Deny', Action: ['iam:DeleteRolePermissionsBoundary', 'iam:PutRolePermissionsBoundary', 'iam:CreatePolicyVersion'], Resource: '*' };
const graphWith = (PermissionsBoundary: unknown, statements: readonly object[] = [CEILING, KEEPS], type = 'AWS::IAM::Role') =>
  miniGraph({
    Boundary: resource('AWS::IAM::ManagedPolicy', { ManagedPolicyName: 'ringwall-prod-boundary', PolicyDocument: policy(...(statements as never[])) }),
    Role: resource(type, { PermissionsBoundary }),
  });

describe('roles-have-the-permissions-boundary', () => {
  it.each([{ Ref: 'Boundary' }, 'arn:aws:iam::111122223333:policy/ringwall-prod-boundary'])('passes a role with the boundary %j', (boundary) => {
    expect(findingsOf(rolesHaveThePermissionsBoundary, graphWith(boundary))).toEqual([]);
    expect(judgedBy(rolesHaveThePermissionsBoundary, graphWith(boundary))).toEqual(['Role']);
  });

  it('finds a role, and a user, without one', () => {
    expect(findingsOf(rolesHaveThePermissionsBoundary, graphWith({ Ref: 'AWS::NoValue' }))).toEqual(['Role: PermissionsBoundary is not set']);
    expect(findingsOf(rolesHaveThePermissionsBoundary, graphWith({ Ref: 'AWS::NoValue' }, [], 'AWS::IAM::User'))).toHaveLength(1);
  });

  it.each(['arn:aws:iam::aws:policy/AdministratorAccess', 'arn:aws:iam::999999999999:policy/ringwall-prod-boundary', UNRESOLVABLE])(
    'finds a role whose boundary is %j',
    (boundary) => {
      expect(findingsOf(rolesHaveThePermissionsBoundary, graphWith(boundary))).toEqual([expect.stringContaining("can't be judged")]);
    },
  );

  it.each<[string, readonly object[], string]>([
    ['allows everything', [statement({ Action: '*' }), KEEPS], 'by a wildcard'],
    ["allows a service's everything", [statement({ Action: 'iam:*' }), KEEPS], 'by a wildcard'],
    ['allows all but', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, KEEPS], 'by a wildcard'],
    ['may be lifted', [CEILING, { ...KEEPS, Action: KEEPS.Action.slice(1) }], "doesn't deny iam:DeleteRolePermissionsBoundary"],
    [
      'may be lifted on a condition',
      [
        CEILING,
        { ...KEEPS, Action: ['iam:DeleteRolePermissionsBoundary', 'iam:CreatePolicyVersion'], Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } },
        { ...KEEPS, Action: 'iam:PutRolePermissionsBoundary' },
      ],
      "doesn't deny iam:DeleteRolePermissionsBoundary",
    ],
    ["can't be resolved", [CEILING, { ...KEEPS, Action: UNRESOLVABLE }], "can't be judged"],
  ])('finds a boundary that %s', (_, statements, reason) => {
    expect(findingsOf(rolesHaveThePermissionsBoundary, graphWith({ Ref: 'Boundary' }, statements))).toEqual(
      expect.arrayContaining([expect.stringContaining(reason)]),
    );
  });

  it("isn't applicable without roles", () => {
    expect(judgedBy(rolesHaveThePermissionsBoundary, miniGraph({ Topic: resource('AWS::SNS::Topic') }))).toEqual([]);
  });
});

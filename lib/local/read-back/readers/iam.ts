import { GetPolicyCommand, GetPolicyVersionCommand, GetRoleCommand, ListAttachedRolePoliciesCommand, ListEntitiesForPolicyCommand } from '@aws-sdk/client-iam';
import { Reference, type EnvironmentGraph, type Resource, type Value } from '../../../assurance/templates/graph';
import { isList } from '../../../assurance/templates/values';
import { parseDocument, type Reader } from '../reader';

/** `AWS::IAM::Role` */
export const role: Reader = {
  read: async ({ id: RoleName }, { iam }) => {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    return {
      RoleName: Role?.RoleName,
      Description: Role?.Description,
      MaxSessionDuration: Role?.MaxSessionDuration,
      AssumeRolePolicyDocument: parseDocument(Role?.AssumeRolePolicyDocument && decodeURIComponent(Role.AssumeRolePolicyDocument)),
      PermissionsBoundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn,
      ManagedPolicyArns: AttachedPolicies.map(({ PolicyArn = '' }) => PolicyArn),
    };
  },
  // A policy may name the role, as well as the role the policy; the role has both, and no other.
  properties: (self, graph) => ({ ...self.properties, ManagedPolicyArns: [...listed(self.properties.ManagedPolicyArns), ...attaching(self, graph)] }),
};

function attaching(self: Resource, graph: EnvironmentGraph): readonly Value[] {
  return graph
    .ofType('AWS::IAM::ManagedPolicy')
    .filter(({ properties }) => listed(properties.Roles).some((entry) => entry instanceof Reference && entry.target === self))
    .map((policy) => new Reference(policy, undefined));
}

function listed(value: Value | undefined): readonly Value[] {
  return isList(value) ? value : [];
}

/** `AWS::IAM::ManagedPolicy` */
export const managedPolicy: Reader = {
  read: async ({ id: PolicyArn }, { iam }) => {
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }));
    const { PolicyRoles = [] } = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn }));
    return {
      ManagedPolicyName: Policy?.PolicyName,
      Path: Policy?.Path,
      Description: Policy?.Description,
      PolicyDocument: parseDocument(PolicyVersion?.Document && decodeURIComponent(PolicyVersion.Document)),
      Roles: PolicyRoles.map(({ RoleName = '' }) => RoleName),
    };
  },
};

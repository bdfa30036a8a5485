import { Stack } from 'aws-cdk-lib';
import { AccountPrincipal, AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { deploymentRoleArn } from '../../deployment-role';

/** Reading what a key is, never what it protects. */
const VIEW = [
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
];

/** Running a key, without ever using it: no encryption, no decryption, no grants. */
const ADMINISTER = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

/** What undoes a lock on what the key protects. */
const DESTROY = ['kms:DisableKey', 'kms:DisableKeyRotation', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'];

/** Everything that a service needs to encrypt and to read what it encrypted. */
export const USE = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/** Any role of the account that IAM lets may look at the key; users and the root user may not. */
export function viewing(scope: Construct): PolicyStatement {
  const { account } = Stack.of(scope);
  return ofAccount(scope, 'View', VIEW, { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/*` } });
}

/** The deployment and, should that be lost, the break-glass role administer the key; neither can decrypt by it. */
export function administration(scope: Construct, breakGlassArn: string): PolicyStatement {
  return ofAccount(scope, 'Administer', ADMINISTER, { ArnEquals: { 'aws:PrincipalArn': [deploymentRoleArn(scope), breakGlassArn] } });
}

/** KEY-1: nobody but the break-glass role deletes, disables or repolicies the key, not even the deployment. */
export function undeletable(breakGlassArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'OnlyBreakGlassDestroys',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: DESTROY,
    resources: ['*'],
    conditions: { ArnNotEquals: { 'aws:PrincipalArn': breakGlassArn } },
  });
}

/** Principals of the key's account, narrowed by conditions; IAM must let them as well. */
export function ofAccount(scope: Construct, sid: string, actions: string[], conditions: Record<string, Record<string, string | string[]>>): PolicyStatement {
  return new PolicyStatement({ sid, principals: [new AccountPrincipal(Stack.of(scope).account)], actions, resources: ['*'], conditions });
}

/** An AWS service, only on behalf of what `conditions` name, so that no other customer of it is served. */
export function ofService(sid: string, service: string, actions: string[], conditions: Record<string, Record<string, string | string[]>>): PolicyStatement {
  return new PolicyStatement({ sid, principals: [new ServicePrincipal(service)], actions, resources: ['*'], conditions });
}

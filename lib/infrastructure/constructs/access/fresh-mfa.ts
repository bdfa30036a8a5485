import { Stack } from 'aws-cdk-lib';
import { AccountPrincipal, type IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** Principals of the account that IAM lets, with MFA that was seen in the last 15 minutes. */
export function principalsWithFreshMfa(scope: Construct): IPrincipal {
  return new AccountPrincipal(Stack.of(scope).account).withConditions({
    Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    NumericLessThan: { 'aws:MultiFactorAuthAge': '900' },
  });
}

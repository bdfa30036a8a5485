import { logGroupsMask as check } from '../../../lib/assurance/checks/log-groups-mask';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const MASKED = ['AwsSecretKey', 'CreditCardNumber', 'EmailAddress', 'OpenSshPrivateKey', 'PhoneNumber-DE', 'PkcsPrivateKey'];
const managed = MASKED.map((name) => `arn:aws:dataprotection::aws:data-identifier/${name}`);

function policy(DataIdentifier: readonly string[] = [...managed, 'Token'], Operation: object = { Deidentify: { MaskConfig: {} } }) {
  return {
    Statement: [
      { DataIdentifier: [...managed, 'Token'], Operation: { Audit: { FindingsDestination: {} } } },
      { DataIdentifier, Operation },
    ],
    Configuration: { CustomDataIdentifier: [{ Name: 'Token', Regex: String.raw`eyJ[A-Za-z0-9_-]+\.` }] },
  };
}

const group = (DataProtectionPolicy?: unknown, LogGroupName: unknown = '/aws/lambda/ringwall-prod-sign-in') => ({
  Group: resource('AWS::Logs::LogGroup', { LogGroupName, ...(DataProtectionPolicy === undefined ? {} : { DataProtectionPolicy }) }),
});

describe('log-groups-mask', () => {
  it('passes a log group of a function that masks', () => {
    expect(findingsOf(check, miniGraph(group(policy())))).toEqual([]);
    expect(judgedBy(check, miniGraph(group(policy())))).toEqual(['Group']);
  });

  it.each([
    ['without a policy', group(), 'DataProtectionPolicy is not set'],
    ['of the API without a policy', group(undefined, '/aws/apigateway/ringwall-prod-api'), 'DataProtectionPolicy is not set'],
    ['that only tells of what it holds', group(policy(undefined, { Audit: {} })), "doesn't mask AwsSecretKey"],
    ['that shows addresses', group(policy([...managed.filter((name) => !name.includes('Email')), 'Token'])), "doesn't mask EmailAddress"],
    ['that shows tokens', group(policy(managed)), "doesn't mask tokens"],
  ])('finds a log group %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources)).join('\n')).toContain(reason);
  });

  it("finds what can't be resolved, also in a group whose name isn't known", () => {
    expect(findingsOf(check, miniGraph(group(UNRESOLVABLE, UNRESOLVABLE)))).toEqual([expect.stringContaining("DataProtectionPolicy can't be judged")]);
  });

  it("isn't applicable to what AWS's own services log", () => {
    expect(judgedBy(check, miniGraph(group(undefined, '/aws/vpc/flow-logs')))).toEqual([]);
    expect(judgedBy(check, miniGraph({ Key: key() }))).toEqual([]);
  });
});

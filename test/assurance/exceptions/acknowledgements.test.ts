import { acknowledgementIds, acknowledgements } from '../../../lib/assurance/exceptions/acknowledgements';
import { InvalidDay } from '../../../lib/assurance/exceptions/errors';
import { entryWith, standardWith } from './entry-with';

describe('acknowledgements', () => {
  it('names each construct in each environment, with entry, day and reason', () => {
    const entry = entryWith({ constructs: ['network/A', 'network/B'] });
    expect(acknowledgements([entry], standardWith()).map(({ environment, construct }) => `${environment}/${construct}`)).toEqual([
      'dev/network/A',
      'dev/network/B',
      'prod/network/A',
      'prod/network/B',
    ]);
    expect(acknowledgements([entry], standardWith())[0]).toMatchObject({
      exception: 'EX-001',
      rule: 'VPCNoNACLs',
      findings: [],
      reason: 'EX-001, until 2026-11-28: The access lists are the second layer that the architecture asks for.',
    });
  });

  it('acknowledges nothing that the register does not list', () => {
    expect(acknowledgements([], standardWith())).toEqual([]);
  });

  it('acknowledges nothing for an entry that has expired or fails otherwise', () => {
    expect(acknowledgements([entryWith()], standardWith({ asOf: '2026-11-28' }))).toEqual([]);
    expect(acknowledgements([entryWith({ approver: 'platform-lead' })], standardWith())).toEqual([]);
    expect(acknowledgements([entryWith(), entryWith()], standardWith())).toEqual([]);
  });

  it('refuses a day of judgement that is none', () => {
    expect(() => acknowledgements([entryWith()], standardWith({ asOf: '22.11.2026' }))).toThrow(InvalidDay);
  });
});

describe('acknowledgementIds', () => {
  it('gives both forms, for cdk-nag and for the validation report', () => {
    expect(acknowledgementIds('AwsSolutions', 'AwsSolutions-S1', [])).toEqual(['AwsSolutions-S1', 'AwsSolutions::AwsSolutions-S1']);
  });

  it('gives both forms for each finding, and none for the rule as a whole', () => {
    expect(acknowledgementIds('AwsSolutions', 'AwsSolutions-IAM5', ['Action::s3:*', 'Resource::*'])).toEqual([
      'AwsSolutions-IAM5[Action::s3:*]',
      'AwsSolutions::AwsSolutions-IAM5[Action::s3:*]',
      'AwsSolutions-IAM5[Resource::*]',
      'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
    ]);
  });
});

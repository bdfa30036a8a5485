import { accountSettingsAreComplete } from '../../../lib/assurance/checks/account-settings-are-complete';
import { miniGraph } from '../../support/mini-graph';
import { resource } from '../../support/resources';
import { describeCheck, found, having, lacking, NETWORK, network, setting, UNRESOLVABLE } from './sample-network';

const changed = (id: string, fields: Readonly<Record<string, unknown>>) => having(id, { Value: { ...(NETWORK[id]?.Properties?.Value as object), ...fields } });
const anchor = expect.arrayContaining([expect.any(String)]) as string[];

describe('account-settings-are-complete', () => {
  describeCheck(accountSettingsAreComplete, {
    holes: [
      ...(['BlockBuckets', 'Passwords', 'Volumes', 'Snapshots', 'Metadata', 'BackupOptIn'] as const).map(
        (id) => [`nothing that sets ${id}`, lacking(id), anchor, "no custom resource makes the account's setting"] as const,
      ),
      ['buckets that may be public', changed('BlockBuckets', { RestrictPublicBuckets: false }), ['BlockBuckets'], 'Value.RestrictPublicBuckets is false'],
      ['a field left out', changed('BlockBuckets', { IgnorePublicAcls: { Ref: 'AWS::NoValue' } }), ['BlockBuckets'], 'Value.IgnorePublicAcls is not set'],
      ['short passwords', changed('Passwords', { MinimumPasswordLength: '8' }), ['Passwords'], 'MinimumPasswordLength is 8; it must be 14 at least'],
      ['old passwords', changed('Passwords', { MaxPasswordAge: 365 }), ['Passwords'], 'MaxPasswordAge is 365; it must be from 1 to 90'],
      ['passwords that never end', changed('Passwords', { MaxPasswordAge: 0 }), ['Passwords'], 'MaxPasswordAge is 0'],
      ['volumes in clear', changed('Volumes', { EbsEncryptionByDefault: 'false' }), ['Volumes'], 'EbsEncryptionByDefault is false'],
      ['snapshots that were shared before', changed('Snapshots', { State: 'block-new-sharing' }), ['Snapshots'], 'State is block-new-sharing'],
      ['metadata version 1', changed('Metadata', { HttpTokens: 'optional' }), ['Metadata'], 'HttpTokens is optional'],
      ['metadata two hops away', changed('Metadata', { HttpPutResponseHopLimit: 2 }), ['Metadata'], 'it must be from 1 to 1'],
      ['a kind of store that backups leave out', changed('BackupOptIn', { Aurora: false }), ['BackupOptIn'], 'Value.Aurora is false'],
      [
        'a second setting, which undoes the first',
        { More: setting('instance-metadata-defaults', { HttpTokens: 'optional', HttpPutResponseHopLimit: 1 }) },
        ['More'],
        'HttpTokens is optional',
      ],
      [
        'a setting that goes elsewhere',
        having('Metadata', { ServiceToken: 'arn:aws:sns:eu-central-1:999999999999:other' }),
        ['Metadata'],
        "ServiceToken can't be judged",
      ],
      [
        'snapshots that a resource of its own lets be shared',
        { More: resource('AWS::EC2::SnapshotBlockPublicAccess', { State: 'block-new-sharing' }) },
        ['More'],
        'State is block-new-sharing; it must be block-all-sharing',
      ],
      ['a setting that nobody knows', { More: setting('anything', {}) }, ['More'], 'Setting is anything'],
    ],
    unresolvable: [
      ['the state of snapshots', { More: resource('AWS::EC2::SnapshotBlockPublicAccess', { State: UNRESOLVABLE }) }, ['More'], "State can't be judged"],
      ['a value', having('Metadata', { Value: UNRESOLVABLE }), ['Metadata'], "can't be judged"],
      ['a number', changed('Metadata', { HttpPutResponseHopLimit: UNRESOLVABLE }), ['Metadata'], "HttpPutResponseHopLimit can't be judged"],
      ['which setting it is', having('Metadata', { Setting: UNRESOLVABLE }), expect.arrayContaining(['Metadata']) as string[], "a value that can't be told"],
      ['the function', having('Metadata', { ServiceToken: UNRESOLVABLE }), ['Metadata'], "ServiceToken can't be judged"],
    ],
    notApplicable: miniGraph({}),
  });

  it('finds that nothing shows what the configuration leaves to others', () => {
    const { reasons } = found(
      accountSettingsAreComplete,
      network(lacking('BlockBuckets', 'Passwords', 'Volumes', 'Snapshots', 'Metadata', 'BackupOptIn'), { accountServices: { accountSettings: 'adopt' } }),
    );
    expect(reasons).toContain("the account's setting instance-metadata-defaults, so that nothing here shows that it is made");
  });
});

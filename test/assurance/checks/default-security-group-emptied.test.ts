import { defaultSecurityGroupEmptied } from '../../../lib/assurance/checks/default-security-group-emptied';
import { resource } from '../../support/resources';
import { describeCheck, having, lacking, NETWORK, NO_NETWORK, UNRESOLVABLE } from './sample-network';

const DEFAULT = { 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] };
const valued = (Value: Readonly<Record<string, unknown>>) => having('DefaultGroup', { Value: { VpcId: { Ref: 'Vpc' }, GroupId: DEFAULT, ...Value } });

describe('default-security-group-emptied', () => {
  describeCheck(defaultSecurityGroupEmptied, {
    holes: [
      ['nobody who empties it', lacking('DefaultGroup'), ['Vpc'], 'no custom resource'],
      ['another group emptied', valued({ GroupId: { 'Fn::GetAtt': ['App', 'GroupId'] } }), ['Vpc'], 'no custom resource'],
      ['a group by its ID', valued({ GroupId: 'sg-0123456789abcdef0' }), ['DefaultGroup', 'Vpc'], 'must refer to a VPC'],
      ['a second VPC whose group nobody empties', { Other: NETWORK.Vpc }, ['Other'], 'no custom resource'],
      ['another setting', having('DefaultGroup', { Setting: 'something-else' }), ['Vpc'], 'no custom resource'],
      [
        'a setting that goes nowhere',
        having('DefaultGroup', { ServiceToken: 'arn:aws:lambda:eu-central-1:999999999999:function:other' }),
        ['DefaultGroup'],
        "ServiceToken can't be judged",
      ],
      [
        'a rule added to it',
        { More: resource('AWS::EC2::SecurityGroupEgress', { GroupId: DEFAULT, IpProtocol: '-1', CidrIp: '0.0.0.0/0' }) },
        ['Vpc'],
        'adds a rule to its default group',
      ],
      [
        'somebody who wears it',
        { More: resource('AWS::Lambda::Function', { VpcConfig: { SubnetIds: [{ Ref: 'private-a' }], SecurityGroupIds: [DEFAULT] } }) },
        ['Vpc'],
        'uses its default group',
      ],
    ],
    unresolvable: [
      ['the group', valued({ GroupId: UNRESOLVABLE }), ['DefaultGroup', 'Vpc'], 'must refer to a VPC'],
      ['the setting', having('DefaultGroup', { Setting: UNRESOLVABLE }), ['Vpc'], 'no custom resource'],
      ['the function', having('DefaultGroup', { ServiceToken: UNRESOLVABLE }), ['DefaultGroup'], "ServiceToken can't be judged"],
    ],
    notApplicable: NO_NETWORK,
  });
});

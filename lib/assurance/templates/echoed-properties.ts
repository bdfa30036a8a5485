/**
 * Attributes that CloudFormation answers with a property of the same resource, by type: reading the property tells what
 * `Fn::GetAtt` will give. Identity attributes such as `Arn` stay references.
 */
export const ECHOED_PROPERTIES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ['AWS::EC2::VPC', new Map([['CidrBlock', 'CidrBlock']])],
  [
    'AWS::EC2::Subnet',
    new Map([
      ['AvailabilityZone', 'AvailabilityZone'],
      ['CidrBlock', 'CidrBlock'],
      ['VpcId', 'VpcId'],
    ]),
  ],
  ['AWS::EC2::SecurityGroup', new Map([['VpcId', 'VpcId']])],
]);

import fc from 'fast-check';
import { Reference, Text, Unresolved, type Template, type Value } from '../../../lib/assurance/templates/graph';
import { describe as print } from '../../../lib/assurance/templates/values';
import { errorOf } from '../../support/error-of';
import { graphOf, type MiniStack } from '../../support/mini-graph';

const BUCKET = { Type: 'AWS::S3::Bucket' };

/** Resolves one expression in a stack that holds a bucket, and what else the sections give. */
function resolved(expression: unknown, sections: Partial<Template> = {}, others: readonly MiniStack[] = []): Value | undefined {
  const { Resources, ...rest } = { Resources: {}, ...sections };
  const template = { ...rest, Resources: { Bucket: BUCKET, ...Resources, Subject: { Type: 'Test::Subject', Properties: { Value: expression } } } };
  return graphOf([{ name: 'network', template }, ...others]).ofType('Test::Subject')[0]?.properties.Value;
}

function expectUnresolved(value: Value | undefined, reason: string): void {
  expect(value).toBeInstanceOf(Unresolved);
  expect((value as Unresolved).reason).toContain(reason);
}

describe('references', () => {
  it('points at a resource by Ref and by both forms of GetAtt', () => {
    expect(print(resolved({ Ref: 'Bucket' }))).toBe('<network/Bucket>');
    expect(print(resolved({ 'Fn::GetAtt': ['Bucket', 'Arn'] }))).toBe('<network/Bucket.Arn>');
    expect(print(resolved({ 'Fn::GetAtt': 'Bucket.Website.Url' }))).toBe('<network/Bucket.Website.Url>');
  });

  it('reads an attribute that echoes a property', () => {
    const Resources = { Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } } };
    expect(resolved({ 'Fn::GetAtt': ['Vpc', 'CidrBlock'] }, { Resources })).toBe('10.0.0.0/16');
    expect(print(resolved({ 'Fn::GetAtt': ['Vpc', 'VpcId'] }, { Resources }))).toBe('<network/Vpc.VpcId>');
  });

  it('refuses to guess what a name that nothing bears stands for, also one that every object inherits', () => {
    expectUnresolved(resolved({ Ref: 'Nothing' }), 'points at nothing');
    expectUnresolved(resolved({ Ref: 'constructor' }), 'points at nothing');
    expectUnresolved(resolved({ 'Fn::GetAtt': ['toString', 'Arn'] }), 'points at nothing');
  });

  it('refuses to resolve properties that echo each other in a circle', () => {
    const Resources = {
      A: { Type: 'AWS::EC2::Subnet', Properties: { CidrBlock: { 'Fn::GetAtt': ['B', 'CidrBlock'] } } },
      B: { Type: 'AWS::EC2::Subnet', Properties: { CidrBlock: { 'Fn::GetAtt': ['A', 'CidrBlock'] } } },
    };
    expect(print(resolved({ 'Fn::GetAtt': ['A', 'CidrBlock'] }, { Resources }))).not.toContain('10.');
  });
});

describe('parameters', () => {
  const Parameters = {
    Plain: { Type: 'String', Default: 'x' },
    List: { Type: 'CommaDelimitedList', Default: 'a, b' },
    Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/path' },
    Open: { Type: 'String' },
  };

  it("takes what the assembly sets, and no default, which a deployment needn't take", () => {
    const set = (name: string, value: string) => {
      const template = { Parameters, Resources: { Subject: { Type: 'Test::Subject', Properties: { Value: { Ref: name } } } } };
      return graphOf([{ name: 'network', template, parameters: { [name]: value } }]).resources[0]?.properties.Value;
    };
    expect(set('Plain', 'set')).toBe('set');
    expect(set('List', 'a, b')).toEqual(['a', 'b']);
    expectUnresolved(resolved({ Ref: 'Plain' }, { Parameters }), 'that the deployment sets');
  });

  it('refuses to take the path of a stored value for the value, or to invent one', () => {
    expectUnresolved(resolved({ Ref: 'Stored' }, { Parameters }), 'Systems Manager');
    expectUnresolved(resolved({ Ref: 'Open' }, { Parameters }), 'that the deployment sets');
  });

  it('refuses to take a dynamic reference for the value, also where it is joined or stands beside a reference', () => {
    expectUnresolved(resolved('{{resolve:ssm:/name}}'), 'dynamic reference');
    expectUnresolved(resolved({ 'Fn::Join': ['', ['{{res', 'olve:ssm:/name}}']] }), 'dynamic reference');
    expectUnresolved(resolved({ 'Fn::Sub': '{{resolve:ssm:/${Bucket}}}' }), 'dynamic reference');
  });

  it('knows account, region, partition and stack, and removes what is AWS::NoValue', () => {
    expect(resolved({ 'Fn::Sub': 'arn:${AWS::Partition}:s3:${AWS::Region}:${AWS::AccountId}:${AWS::StackName}.${AWS::URLSuffix}' })).toBe(
      'arn:aws:s3:eu-central-1:111122223333:ringwall-prod-network.amazonaws.com',
    );
    expect(resolved({ Ref: 'AWS::NoValue' })).toBeUndefined();
    expect(resolved(['a', { Ref: 'AWS::NoValue' }, { b: { Ref: 'AWS::NoValue' } }])).toEqual(['a', {}]);
    expectUnresolved(resolved({ Ref: 'AWS::StackId' }), 'after deployment');
  });
});

describe('strings', () => {
  it('joins literals to a string, and keeps references within text', () => {
    expect(resolved({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3']] })).toBe('arn:aws:s3');
    const text = resolved({ 'Fn::Join': ['', ['a', 'b', { Ref: 'Bucket' }, '/', '*']] }) as Text;
    expect(text).toBeInstanceOf(Text);
    expect(text.pieces.map((piece) => typeof piece)).toEqual(['string', 'object', 'string']);
    expect(print(text)).toBe("'ab<network/Bucket>/*'");
  });

  it('takes a text that is one reference for the reference', () => {
    expect(resolved({ 'Fn::Join': ['', [{ Ref: 'Bucket' }]] })).toBeInstanceOf(Reference);
    expect(resolved({ 'Fn::Sub': '${Bucket.Arn}' })).toBeInstanceOf(Reference);
  });

  it('substitutes resources, attributes, variables and literals', () => {
    expect(print(resolved({ 'Fn::Sub': ['${Bucket}-${Bucket.Arn}-${name}-${!literal}', { name: { 'Fn::Join': ['+', ['x', 'y']] } }] }))).toBe(
      "'<network/Bucket>-<network/Bucket.Arn>-x+y-${literal}'",
    );
  });

  it("keeps what can't be resolved as a piece of the text", () => {
    const text = resolved({ 'Fn::Sub': 'a-${Unknown}-b' }) as Text;
    expect(text.pieces[1]).toBeInstanceOf(Unresolved);
    expectUnresolved(resolved({ 'Fn::Join': ['', { Ref: 'Bucket' }] }), 'joins a list');
    expectUnresolved(resolved({ 'Fn::Join': ['', [['nested']]] }), "can't be part of a string");
  });

  it('splits what is wholly known', () => {
    expect(resolved({ 'Fn::Split': [',', 'a,b,c'] })).toEqual(['a', 'b', 'c']);
    expect(resolved({ 'Fn::Select': [1, { 'Fn::Split': [',', 'a,b,c'] }] })).toBe('b');
    expect(resolved({ 'Fn::Select': ['2', ['a', 'b', 'c']] })).toBe('c');
  });

  it('selects from a split text only what comes before the first reference', () => {
    const source = { 'Fn::Join': ['', ['a:b:c', { Ref: 'Bucket' }, ':d']] };
    expect(resolved({ 'Fn::Select': [1, { 'Fn::Split': [':', source] }] })).toBe('b');
    expectUnresolved(resolved({ 'Fn::Select': [2, { 'Fn::Split': [':', source] }] }), 'nothing known');
    expectUnresolved(resolved({ 'Fn::Select': [3, { 'Fn::Split': [':', source] }] }), 'nothing known');
    expectUnresolved(resolved({ 'Fn::Split': [':', source] }), "isn't wholly known");
  });

  it('refuses to select past an entry that may not be there', () => {
    const list = [{ 'Fn::If': ['Undecided', 'a', { Ref: 'AWS::NoValue' }] }, 'b', 'c'];
    expectUnresolved(resolved({ 'Fn::Select': [1, list] }), "isn't known");
    expectUnresolved(resolved({ 'Fn::Select': [9, ['a']] }), 'nothing known at index 9');
    expectUnresolved(resolved({ 'Fn::Select': [-1, ['a']] }), "an index that isn't known");
  });

  it('encodes known text and no other', () => {
    expect(resolved({ 'Fn::Base64': 'hi' })).toBe('aGk=');
    expectUnresolved(resolved({ 'Fn::Base64': { Ref: 'Bucket' } }), "isn't wholly known");
  });

  it('joins and splits back to the same list, whatever the words', () => {
    const word = fc.stringMatching(/^[a-z]{0,6}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        expect(resolved({ 'Fn::Split': ['|', { 'Fn::Join': ['|', words] }] })).toEqual(words);
      }),
    );
  });
});

describe('conditions', () => {
  const Conditions = {
    Yes: { 'Fn::Equals': ['a', 'a'] },
    No: { 'Fn::Not': [{ Condition: 'Yes' }] },
    Both: { 'Fn::And': [{ Condition: 'Yes' }, { Condition: 'No' }] },
    Either: { 'Fn::Or': [{ Condition: 'Yes' }, { Condition: 'Open' }] },
    Open: { 'Fn::Equals': [{ Ref: 'Stored' }, 'a'] },
    Neither: { 'Fn::And': [{ Condition: 'Open' }, { Condition: 'No' }] },
    Itself: { 'Fn::Not': [{ Condition: 'Itself' }] },
  };
  const Parameters = { Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/path' } };
  const pick = (name: string) => resolved({ 'Fn::If': [name, 'then', 'else'] }, { Conditions, Parameters });

  it.each([
    ['Yes', 'then'],
    ['No', 'else'],
    ['Both', 'else'],
    ['Either', 'then'],
    ['Neither', 'else'],
  ])('decides %s', (name, answer) => {
    expect(pick(name)).toBe(answer);
  });

  it.each([
    ['Open', "compares what isn't known"],
    ['Itself', 'depends on itself'],
    ['Missing', 'not a condition'],
  ])('refuses to decide %s', (name, reason) => {
    expectUnresolved(pick(name), reason);
  });

  it('leaves out a resource whose condition is false, and what points at it is unresolved', () => {
    const Resources = { Gone: { ...BUCKET, Condition: 'No' } };
    expectUnresolved(resolved({ Ref: 'Gone' }, { Conditions, Resources }), 'points at nothing');
  });

  it("knows no property of a resource whose condition can't be decided, but who mentions whom", () => {
    const template = {
      Conditions,
      Parameters,
      Resources: { Bucket: BUCKET, Maybe: { Type: 'Test::Subject', Condition: 'Open', Properties: { Value: { Ref: 'Bucket' } } } },
    };
    const graph = graphOf([{ name: 'network', template }]);
    expectUnresolved(graph.ofType('Test::Subject')[0]?.properties.Value, "compares what isn't known");
    expect(graph.mentions(graph.ofType('AWS::S3::Bucket')[0]!)).toHaveLength(1);
  });
});

describe('mappings and address blocks', () => {
  const Mappings = { Sizes: { 'eu-central-1': { Small: 's', List: ['a'] } } };

  it('looks up an entry, by the default where there is none', () => {
    expect(resolved({ 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'Small'] }, { Mappings })).toBe('s');
    expect(resolved({ 'Fn::FindInMap': ['Sizes', 'other', 'Small', { DefaultValue: 'd' }] }, { Mappings })).toBe('d');
  });

  it("refuses an entry that isn't there, also one that every object inherits", () => {
    expectUnresolved(resolved({ 'Fn::FindInMap': ['Sizes', 'eu-central-1', 'Large'] }, { Mappings }), 'no such entry');
    expectUnresolved(resolved({ 'Fn::FindInMap': ['Sizes', 'eu-central-1', 'constructor'] }, { Mappings }), 'no such entry');
    expectUnresolved(resolved({ 'Fn::FindInMap': ['Sizes', { Ref: 'Bucket' }, 'Small'] }, { Mappings }), "a key that isn't known");
  });

  it('divides an address block of either version', () => {
    expect(resolved({ 'Fn::Cidr': ['10.0.0.0/16', 3, 8] })).toEqual(['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']);
    expect(resolved({ 'Fn::Cidr': ['2001:db8::/56', 2, 64] })).toEqual(['2001:db8::/64', '2001:db8:0:1::/64']);
  });

  it("refuses a division that doesn't fit, and zones that only the account knows", () => {
    expectUnresolved(resolved({ 'Fn::Cidr': ['10.0.0.0/24', 3, 8] }), "can't be divided");
    expectUnresolved(resolved({ 'Fn::Cidr': [{ Ref: 'Bucket' }, 3, 8] }), "isn't known");
    expectUnresolved(resolved({ 'Fn::GetAZs': '' }), "the account's to answer");
    expectUnresolved(resolved({ 'Fn::Transform': { Name: 'x' } }), 'not known to this reader');
  });
});

describe('exports', () => {
  const exporting = (name: string, outputs: object): MiniStack => ({ name, template: { Resources: { Key: { Type: 'AWS::KMS::Key' } }, Outputs: outputs } });
  const KEY_ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };

  it('follows an import into the stack that exports it, also by a computed name', () => {
    const other = exporting('foundation', { Out: { Value: KEY_ARN, Export: { Name: { 'Fn::Sub': '${AWS::StackName}:Key' } } } });
    expect(print(resolved({ 'Fn::ImportValue': 'ringwall-prod-foundation:Key' }, {}, [other]))).toBe('<foundation/Key.Arn>');
    expect(print(resolved({ 'Fn::GetStackOutput': { StackName: 'ringwall-prod-foundation', OutputName: 'Out' } }, {}, [other]))).toBe('<foundation/Key.Arn>');
  });

  it('refuses an export that no stack has, and one of another account or region', () => {
    const elsewhere = { ...exporting('foundation', { Out: { Value: KEY_ARN, Export: { Name: 'key' } } }), region: 'us-east-1' };
    expectUnresolved(resolved({ 'Fn::ImportValue': 'key' }, {}, [elsewhere]), 'exported by no stack');
    expectUnresolved(resolved({ 'Fn::ImportValue': { Ref: 'Bucket' } }), "a name that isn't known");
    expectUnresolved(resolved({ 'Fn::GetStackOutput': { StackName: 'other', OutputName: 'Out' } }), 'an output of no stack');
  });

  it('refuses exports that import each other in a circle', () => {
    const one = exporting('one', { Out: { Value: { 'Fn::ImportValue': 'two' }, Export: { Name: 'one' } } });
    const two = exporting('two', { Out: { Value: { 'Fn::ImportValue': 'one' }, Export: { Name: 'two' } } });
    expectUnresolved(resolved({ 'Fn::ImportValue': 'one' }, {}, [one, two]), 'in a circle');
  });

  it('refuses two exports of one name', () => {
    const outputs = { Out: { Value: 'x', Export: { Name: 'same' } } };
    expect(errorOf(() => graphOf([exporting('one', outputs), exporting('two', outputs)]))).toMatchObject({ code: 'DUPLICATE_EXPORT' });
  });

  it('ignores an export whose condition is false', () => {
    const off = exporting('foundation', { Out: { Condition: 'Never', Value: 'x', Export: { Name: 'x' } } });
    const stack = { ...off, template: { ...off.template, Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } } };
    expectUnresolved(resolved({ 'Fn::ImportValue': 'x' }, {}, [stack]), 'exported by no stack');
  });
});

describe('the graph', () => {
  it('sorts resources by stack and logical ID, finds them by type and by who mentions them', () => {
    const rule = { Type: 'Test::Rule', Properties: { Deep: [{ In: { 'Fn::Base64': { 'Fn::Sub': '${Bucket}' } } }] } };
    const graph = graphOf([
      { name: 'network', template: { Resources: { Z: rule, Bucket: BUCKET, A: BUCKET } } },
      { name: 'foundation', template: { Resources: { M: BUCKET } } },
    ]);
    expect(graph.resources.map(({ stack, logicalId }) => `${stack}/${logicalId}`)).toEqual(['foundation/M', 'network/A', 'network/Bucket', 'network/Z']);
    expect(graph.ofType('Test::Rule')).toHaveLength(1);
    expect(graph.ofType('Test::Missing')).toEqual([]);
    const bucket = graph.resources[2]!;
    expect(graph.mentions(bucket).map(({ logicalId }) => logicalId)).toEqual(['Z']);
    expect(graph.mentions(graph.resources[0]!)).toEqual([]);
  });

  it("doesn't take a policy's Condition for a condition of the template", () => {
    expect(resolved({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })).toEqual({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
  });
});

import fc from 'fast-check';
import { Unresolved, type Value } from '../../../lib/assurance/templates/graph';
import { conditionsOn, coversAction, isForEverybody, matches, statementsOf, type Statement } from '../../../lib/assurance/templates/policy';

function statement(fields: Readonly<Record<string, Value>>): Statement {
  const statements = statementsOf({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...fields } });
  if (statements === undefined || statements instanceof Unresolved || statements[0] === undefined) throw new Error('no statement');
  return statements[0];
}

describe('statementsOf', () => {
  it('reads single values as lists of one, in every notation', () => {
    const read = statement({
      Sid: 'S',
      Action: 'kms:Decrypt',
      Principal: { AWS: ['a', 'b'], Service: 'c' },
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    expect(read).toEqual({
      sid: 'S',
      effect: 'Allow',
      actions: ['kms:Decrypt'],
      notActions: [],
      resources: ['*'],
      notResources: [],
      principals: [
        { kind: 'AWS', value: 'a' },
        { kind: 'AWS', value: 'b' },
        { kind: 'Service', value: 'c' },
      ],
      notPrincipals: [],
      conditions: [{ operator: 'Bool', key: 'aws:securetransport', values: ['false'] }],
    });
  });

  it('reads a document given as JSON text', () => {
    expect(statementsOf('{"Statement":[{"Effect":"Deny","Action":"*"}]}')).toEqual([expect.objectContaining({ effect: 'Deny', actions: ['*'] })]);
    expect(statementsOf('not JSON')).toBeInstanceOf(Unresolved);
  });

  it('answers undefined to no document', () => {
    expect(statementsOf(undefined)).toBeUndefined();
  });

  it.each<[string, Value]>([
    ['an unresolved action', { Statement: [{ Effect: 'Allow', Action: new Unresolved('x', 'open') }] }],
    ['an unresolved principal', { Statement: [{ Effect: 'Allow', Action: 'a', Principal: { AWS: new Unresolved('x', 'open') } }] }],
    ['another effect', { Statement: [{ Effect: 'Maybe', Action: 'a' }] }],
    ['an action that is a map', { Statement: [{ Effect: 'Allow', Action: {} }] }],
    ['a condition that is no map', { Statement: [{ Effect: 'Deny', Action: 'a', Condition: 'x' }] }],
    ['a condition operator that holds no map', { Statement: [{ Effect: 'Deny', Action: 'a', Condition: { Bool: 'x' } }] }],
    ['a statement that is a string', { Statement: ['x'] }],
    ['a list for a document', []],
  ])("can't be judged with %s", (_, document) => {
    expect(statementsOf(document)).toBeInstanceOf(Unresolved);
  });
});

describe('coversAction', () => {
  it.each(['kms:ScheduleKeyDeletion', 'KMS:schedulekeydeletion', 'kms:*', '*', 'kms:Schedule*', 'kms:ScheduleKeyDeletio?'])(
    'sees the action in %s',
    (pattern) => {
      expect(coversAction(statement({ Action: ['s3:Get*', pattern] }), 'kms:ScheduleKeyDeletion')).toBe(true);
    },
  );

  it.each(['kms:Schedule', 'xkms:ScheduleKeyDeletion', 'kms:ScheduleKeyDeletionX', 'kms.ScheduleKeyDeletion'])("doesn't see it in %s", (pattern) => {
    expect(coversAction(statement({ Action: pattern }), 'kms:ScheduleKeyDeletion')).toBe(false);
  });

  it('understands NotAction', () => {
    expect(coversAction(statement({ NotAction: 'kms:Decrypt' }), 'kms:ScheduleKeyDeletion')).toBe(true);
    expect(coversAction(statement({ NotAction: 'kms:*' }), 'kms:ScheduleKeyDeletion')).toBe(false);
  });

  it('matches every text against itself and against a wildcard for any of its ends', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[*?]/.test(text)),
        fc.nat(),
        (text, at) => {
          const head = text.slice(0, at % (text.length + 1));
          expect(matches(text, text)).toBe(true);
          expect(matches(`${head}*`, text)).toBe(true);
        },
      ),
    );
  });
});

describe('isForEverybody', () => {
  it.each<Value>(['*', { AWS: '*' }, { AWS: ['arn:aws:iam::111122223333:root', '*'] }])('sees everybody in %j', (Principal) => {
    expect(isForEverybody(statement({ Action: 'a', Principal }))).toBe(true);
  });

  it('sees everybody in NotPrincipal', () => {
    expect(isForEverybody(statement({ Action: 'a', NotPrincipal: { AWS: 'x' } }))).toBe(true);
  });

  it('sees somebody in an account or a service', () => {
    expect(isForEverybody(statement({ Action: 'a', Principal: { AWS: 'arn:aws:iam::111122223333:root', Service: 's3.amazonaws.com' } }))).toBe(false);
  });
});

describe('conditionsOn', () => {
  it('finds a key however it is written', () => {
    const read = statement({ Action: 'a', Condition: { StringEquals: { 'AWS:principalarn': 'x', other: 'y' } } });
    expect(conditionsOn(read, 'aws:PrincipalArn')).toEqual([{ operator: 'StringEquals', key: 'aws:principalarn', values: ['x'] }]);
  });
});

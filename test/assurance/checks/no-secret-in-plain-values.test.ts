import { noSecretInPlainValues as check } from '../../../lib/assurance/checks/no-secret-in-plain-values';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { graphOf, miniGraph } from '../../support/mini-graph';
import { resource } from '../../support/resources';

const inPlace = { 'Fn::Sub': '{{resolve:secretsmanager:${Secret}:SecretString:password}}' };
const Secret = resource('AWS::SecretsManager::Secret', { GenerateSecretString: { GenerateStringKey: 'password', PasswordLength: 48 } });
const cluster = (MasterUserPassword: unknown) => ({ Secret, Cluster: resource('AWS::RDS::DBCluster', { MasterUserPassword }) });
const lambda = (Variables: unknown) => ({ Secret, Function: resource('AWS::Lambda::Function', { Environment: { Variables } }) });
const task = (Environment: unknown) => ({ Secret, Task: resource('AWS::ECS::TaskDefinition', { ContainerDefinitions: [{ Environment }] }) });

describe('no-secret-in-plain-values', () => {
  it.each([
    ['a password that is read when it is deployed', cluster(inPlace)],
    [
      'a variable that says where a secret is',
      lambda({ DATABASE_SECRET_ARN: { Ref: 'Secret' }, SECRET_NAME: 'x', TOKEN_TTL_SECONDS: '300', LOG_LEVEL: 'info' }),
    ],
    ['a container that is told where', task([{ Name: 'API_KEY_ID', Value: 'key-1' }])],
  ])('passes %s', (_, resources) => {
    expect(findingsOf(check, miniGraph(resources))).toEqual([]);
    expect(judgedBy(check, miniGraph(resources))).toContain('Secret');
  });

  it.each([
    ['a password in clear', cluster('hunter2'), 'MasterUserPassword must be read from Secrets Manager'],
    ['a password in a parameter of Systems Manager', cluster('{{resolve:ssm:/database/password}}'), 'MasterUserPassword must be read'],
    [
      'one of several passwords in clear',
      { Secret, User: resource('AWS::ElastiCache::User', { Passwords: [inPlace, 'hunter2'] }) },
      'Passwords.1 must be read',
    ],
    ['a secret with its value', { Secret: resource('AWS::SecretsManager::Secret', { SecretString: '{"password":"hunter2"}' }) }, 'SecretString must be read'],
    ['a variable with a secret', lambda({ DATABASE_PASSWORD: 'hunter2' }), 'the variable DATABASE_PASSWORD holds a value'],
    ['a variable into which a secret is read', lambda({ SETTINGS: inPlace }), 'would hold a secret in clear'],
    ['a container with a secret', task([{ Name: 'API_TOKEN', Value: 'x' }]), 'the variable API_TOKEN holds a value'],
    ['an access key anywhere', { Topic: resource('AWS::SNS::Topic', { DisplayName: `AKIA${'A'.repeat(16)}` }) }, 'is an access key'],
    [
      'a private key in a script',
      { Instance: resource('AWS::EC2::Instance', { UserData: { 'Fn::Base64': '-----BEGIN RSA PRIVATE KEY-----' } }) },
      'a private key',
    ],
  ])('finds %s', (_, resources, reason) => {
    expect(findingsOf(check, miniGraph(resources))).toEqual([expect.stringContaining(reason)]);
  });

  it('finds a parameter by which a secret would come', () => {
    const template = {
      Parameters: { DatabasePassword: { Type: 'String', NoEcho: true }, SecretArn: { Type: 'String' } },
      Resources: { Topic: resource('AWS::SNS::Topic') },
    };
    expect(findingsOf(check, graphOf([{ name: 'network', template }]))).toEqual([expect.stringContaining("the parameter 'DatabasePassword'")]);
  });

  it("finds a value that can't be resolved where a secret may stand", () => {
    expect(findingsOf(check, miniGraph(cluster(UNRESOLVABLE)))).toEqual([expect.stringContaining('MasterUserPassword must be read')]);
    expect(findingsOf(check, miniGraph(lambda({ API_TOKEN: UNRESOLVABLE })))).toHaveLength(1);
    expect(findingsOf(check, miniGraph(lambda(UNRESOLVABLE)))).toEqual([expect.stringContaining("its variables can't be judged")]);
    expect(findingsOf(check, miniGraph(task(UNRESOLVABLE)))).toEqual([expect.stringContaining("its variables can't be judged")]);
  });

  it("isn't applicable without resources", () => {
    expect(judgedBy(check, miniGraph({}))).toEqual([]);
  });
});

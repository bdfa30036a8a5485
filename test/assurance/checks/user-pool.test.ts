import { userPoolClientsAreClosed } from '../../../lib/assurance/checks/user-pool-clients-are-closed';
import { userPoolIsProtected } from '../../../lib/assurance/checks/user-pool-is-protected';
import { userPoolTriggersAreWired } from '../../../lib/assurance/checks/user-pool-triggers-are-wired';
import { CLIENT, permission, POOL, pool } from '../../support/api-resources';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const poolWith = (fields: object): Resources => pool({ Pool: resource('AWS::Cognito::UserPool', { ...POOL, ...fields }) });
const clientWith = (fields: object): Resources => pool({ Client: resource('AWS::Cognito::UserPoolClient', { ...CLIENT, ...fields }) });
const passwords = (fields: object) => poolWith({ Policies: { PasswordPolicy: { ...POOL.Policies.PasswordPolicy, ...fields } } });
const absent = { Ref: 'AWS::NoValue' };

describe('user-pool-is-protected', () => {
  it('passes a pool on the plan, with long passwords, enforced protection and no way round', () => {
    expect(findingsOf(userPoolIsProtected, miniGraph(pool()))).toEqual([]);
    expect(judgedBy(userPoolIsProtected, miniGraph(pool()))).toEqual(['Pool']);
  });

  it('passes a cheaper plan in dev, where it is configured', () => {
    const cheap = poolWith({ UserPoolTier: 'ESSENTIALS', UserPoolAddOns: absent, DeletionProtection: 'INACTIVE' });
    expect(findingsOf(userPoolIsProtected, miniGraph(cheap, { name: 'dev', levers: { userPoolPlan: 'ESSENTIALS' } }))).toEqual([]);
  });

  it.each<[string, Resources, string]>([
    ['on a cheaper plan', poolWith({ UserPoolTier: 'ESSENTIALS' }), 'UserPoolTier is ESSENTIALS; it must be PLUS'],
    [
      'whose protection only looks on',
      poolWith({ UserPoolAddOns: { ...POOL.UserPoolAddOns, AdvancedSecurityMode: 'AUDIT' } }),
      'AdvancedSecurityMode is AUDIT',
    ],
    ['whose protection leaves custom auth out', poolWith({ UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } }), 'CustomAuthMode is not set'],
    ['that can be deleted', poolWith({ DeletionProtection: 'INACTIVE' }), 'DeletionProtection is INACTIVE'],
    ['with short passwords', passwords({ MinimumLength: 8 }), 'MinimumLength is 8; it must be 15 at least'],
    ['with rules of composition', passwords({ RequireSymbols: true }), 'RequireSymbols is true'],
    ['with long temporary passwords', passwords({ TemporaryPasswordValidityDays: 7 }), 'TemporaryPasswordValidityDays is 7'],
    [
      'that recovers by mail',
      poolWith({ AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] } }),
      'it must be admin_only alone',
    ],
    ['that mails codes', poolWith({ AutoVerifiedAttributes: ['email'] }), 'the pool must send no codes'],
    ["that can't be judged", poolWith({ UserPoolTier: UNRESOLVABLE }), "UserPoolTier can't be judged"],
  ])('finds a pool %s', (_, resources, reason) => {
    expect(findingsOf(userPoolIsProtected, miniGraph(resources))).toEqual([expect.stringContaining(reason)]);
  });

  it("isn't heard in prod, the lever", () => {
    const cheap = poolWith({ UserPoolTier: 'ESSENTIALS' });
    expect(findingsOf(userPoolIsProtected, miniGraph(cheap, { levers: { userPoolPlan: 'ESSENTIALS' } }))).toEqual([expect.stringContaining('it must be PLUS')]);
  });

  it("isn't applicable without a pool", () => {
    expect(judgedBy(userPoolIsProtected, miniGraph({ Key: key() }))).toEqual([]);
  });
});

describe('user-pool-clients-are-closed', () => {
  const until = '2027-06-30';
  const variables = { MIGRATION_CLIENT: { Ref: 'Old' }, MIGRATION_UNTIL: until };
  const asked = (name: string, Variables: object) => resource('AWS::Lambda::Function', { FunctionName: `ringwall-prod-${name}`, Environment: { Variables } });
  const moving = (told: object = variables): Resources =>
    pool({
      Old: resource('AWS::Cognito::UserPoolClient', { ...CLIENT, ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'] }),
      PreAuthentication: asked('pre-authentication', told),
      UserMigration: asked('user-migration', told),
    });

  it('passes one client for sign-in, and a second one until its end', () => {
    expect(findingsOf(userPoolClientsAreClosed, miniGraph(pool()))).toEqual([]);
    expect(judgedBy(userPoolClientsAreClosed, miniGraph(pool()))).toEqual(['Pool', 'Client']);
    expect(findingsOf(userPoolClientsAreClosed, miniGraph(moving(), { identity: { migrationUntil: until } }))).toEqual([]);
  });

  it.each<[string, Resources, string]>([
    ['that refreshes', clientWith({ ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] }), 'and one alone'],
    ['whose flows Cognito chooses', clientWith({ ExplicitAuthFlows: absent }), 'ExplicitAuthFlows is nothing'],
    ['without a secret', clientWith({ GenerateSecret: false }), 'GenerateSecret is false'],
    ['that tells who exists', clientWith({ PreventUserExistenceErrors: 'LEGACY' }), 'PreventUserExistenceErrors is LEGACY'],
    ['whose tokens stay', clientWith({ EnableTokenRevocation: false }), 'EnableTokenRevocation is false'],
    ['of OAuth', clientWith({ AllowedOAuthFlowsUserPoolClient: true }), 'AllowedOAuthFlowsUserPoolClient is not false'],
    ['with rotating refresh tokens', clientWith({ RefreshTokenRotation: { Feature: 'ENABLED' } }), 'RefreshTokenRotation lets a client refresh'],
    ['for nobody who moves over', moving(), 'it has 1 clients with ALLOW_ADMIN_USER_PASSWORD_AUTH; it must have 0'],
    ['beside a domain', pool({ Domain: resource('AWS::Cognito::UserPoolDomain') }), 'Domain: AWS::Cognito::UserPoolDomain is a way in beside the clients'],
    ["that can't be judged", clientWith({ ExplicitAuthFlows: UNRESOLVABLE }), 'ExplicitAuthFlows is'],
  ])('finds a client %s', (_, resources, reason) => {
    expect(findingsOf(userPoolClientsAreClosed, miniGraph(resources)).join('\n')).toContain(reason);
  });

  it('finds a second client whose end nobody knows, or that is another than its functions know', () => {
    const graph = (told: object) => miniGraph(moving(told), { identity: { migrationUntil: until } });
    expect(findingsOf(userPoolClientsAreClosed, graph({ ...variables, MIGRATION_UNTIL: '2099-01-01' }))).toEqual([
      expect.stringContaining("pre-authentication is told the end '2099-01-01'"),
      expect.stringContaining('user-migration is told the end'),
    ]);
    expect(findingsOf(userPoolClientsAreClosed, graph({ ...variables, MIGRATION_CLIENT: { Ref: 'Client' } }))).toHaveLength(2);
  });

  it("isn't applicable without a pool", () => {
    expect(judgedBy(userPoolClientsAreClosed, miniGraph({ Key: key() }))).toEqual([]);
  });
});

describe('user-pool-triggers-are-wired', () => {
  const wiredTo = (fields: object) => poolWith({ LambdaConfig: { ...POOL.LambdaConfig, ...fields } });

  it('passes triggers by name or by reference, that this pool alone may call', () => {
    expect(findingsOf(userPoolTriggersAreWired, miniGraph(pool()))).toEqual([]);
    expect(findingsOf(userPoolTriggersAreWired, miniGraph(wiredTo({ PreSignUp: { 'Fn::GetAtt': ['PreSignUp', 'Arn'] } })))).toEqual([]);
    expect(judgedBy(userPoolTriggersAreWired, miniGraph(pool()))).toEqual(['Pool']);
  });

  it.each<[string, Resources, string]>([
    ['without its judge', wiredTo({ PreTokenGeneration: absent }), 'PreTokenGeneration is nothing'],
    [
      'whose judge is elsewhere',
      wiredTo({ PreTokenGeneration: 'arn:aws:lambda:eu-central-1:999999999999:function:ringwall-prod-pre-token-generation' }),
      'PreTokenGeneration is',
    ],
    ['whose judge is another function', wiredTo({ PreTokenGeneration: { 'Fn::GetAtt': ['PreSignUp', 'Arn'] } }), 'PreTokenGeneration calls network/PreSignUp'],
    [
      'whose judge is older',
      wiredTo({ PreTokenGenerationConfig: { ...POOL.LambdaConfig.PreTokenGenerationConfig, LambdaVersion: 'V1_0' } }),
      'LambdaVersion is V1_0',
    ],
    [
      'with two judges',
      wiredTo({ PreTokenGenerationConfig: { LambdaArn: { 'Fn::GetAtt': ['PreSignUp', 'Arn'] }, LambdaVersion: 'V2_0' } }),
      'the judge must be one',
    ],
    ['that may not call', pool({ InvokePreSignUp: resource('AWS::SNS::Topic') }), 'no permission lets this pool alone call network/PreSignUp'],
    ['whose trigger any pool may call', pool({ InvokePreSignUp: permission('PreSignUp', { SourceArn: absent }) }), 'lets others call network/PreSignUp'],
    ["that can't be judged", wiredTo({ UserMigration: UNRESOLVABLE }), 'UserMigration is'],
  ])('finds a pool %s', (_, resources, reason) => {
    expect(findingsOf(userPoolTriggersAreWired, miniGraph(resources)).join('\n')).toContain(reason);
  });

  it("isn't applicable without a pool", () => {
    expect(judgedBy(userPoolTriggersAreWired, miniGraph({ Key: key() }))).toEqual([]);
  });
});

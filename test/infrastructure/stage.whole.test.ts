import { Stack, type App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { buildApp } from '../../lib/infrastructure/app';
import type { Bundles } from '../../lib/infrastructure/bundles';
import { resolveEnvironment } from '../../lib/infrastructure/environments/resolve';
import type { EnvironmentInput } from '../../lib/infrastructure/environments/settings';
import { environmentInput } from '../support/environment-input';

process.env.CDK_VALIDATION = 'false';

/** What the functions do plays no part here. */
const bundles: Bundles = { functions: [], folderOf: () => __dirname };

function appOf(overrides: Partial<EnvironmentInput>): App {
  return buildApp({ environments: [resolveEnvironment(environmentInput(overrides))], bundles });
}

function templateOf(app: App, stack: string): Template {
  const found = stacksOf(app).find(({ node }) => node.id === stack);
  if (found === undefined) throw new Error(`the app has no stack ${stack}`);
  return Template.fromStack(found);
}

function stacksOf(app: App): readonly Stack[] {
  return app.node.findChild('prod').node.children.filter((child) => Stack.isStack(child));
}

const services = (accountServices: EnvironmentInput['accountServices']): Template => templateOf(appOf({ accountServices }), 'foundation');

describe('services that the account has already', () => {
  it('are neither made nor changed when they are adopted', () => {
    const template = services({ accountSettings: 'adopt', cloudTrail: 'adopt', config: 'adopt' });
    for (const type of [
      'AWS::CloudTrail::Trail',
      'AWS::Logs::MetricFilter',
      'AWS::Config::ConfigurationRecorder',
      'AWS::Config::DeliveryChannel',
      'Custom::AccountSetting',
    ]) {
      template.resourceCountIs(type, 0);
    }
  });

  it('leave the function in place, which the default group of the VPC needs', () => {
    services({ accountSettings: 'adopt' }).resourceCountIs('AWS::Lambda::Function', 1);
  });

  it('are made one by one: a recorder brings the role that it needs', () => {
    const template = services({ accountSettings: 'adopt', cloudTrail: 'adopt', config: 'create' });
    template.resourceCountIs('AWS::CloudTrail::Trail', 0);
    template.resourceCountIs('AWS::Config::ConfigurationRecorder', 1);
    template.hasResourceProperties('Custom::AccountSetting', { Setting: 'service-linked-role', Value: { ServiceName: 'config.amazonaws.com' } });
    template.resourceCountIs('Custom::AccountSetting', 1);
  });
});

describe('a stage', () => {
  const stacks = stacksOf(appOf({ logArchiveAccount: '555555555555', backups: { copyRegion: 'eu-west-1' } }));

  it('deploys the log archive first, then foundation, network, data, identity and the API, each after the other', () => {
    const after = Object.fromEntries(stacks.map((stack) => [stack.node.id, new Set(stack.dependencies.map(({ node }) => node.id))]));
    expect(after).toMatchObject({
      'log-archive': new Set(),
      'backup-copies': new Set(),
      foundation: new Set(['log-archive']),
      network: new Set(['foundation']),
    });
    expect([...(after.data ?? [])].toSorted()).toEqual(['backup-copies', 'foundation', 'network']);
    expect([...(after.identity ?? [])].toSorted()).toEqual(['backup-copies', 'data', 'foundation']);
    expect([...(after.api ?? [])]).toEqual(expect.arrayContaining(['foundation', 'identity']));
  });

  it('names, places, tags and protects every stack (GOV-1)', () => {
    expect(stacks.map(({ stackName, account, terminationProtection }) => [stackName, account, terminationProtection])).toEqual([
      ['ringwall-prod-foundation', '777788889999', true],
      ['ringwall-prod-log-archive', '555555555555', true],
      ['ringwall-prod-backup-copies', '777788889999', true],
      ['ringwall-prod-network', '777788889999', true],
      ['ringwall-prod-data', '777788889999', true],
      ['ringwall-prod-identity', '777788889999', true],
      ['ringwall-prod-api', '777788889999', true],
    ]);
    for (const stack of stacks) {
      expect(stack.tags.tagValues()).toEqual({
        application: 'ringwall',
        environment: 'prod',
        owner: 'Security Lead',
        contact: 'security@example.com',
        classification: 'confidential',
      });
      expect(stack.region).toBe(stack.node.id === 'backup-copies' ? 'eu-west-1' : 'eu-central-1');
    }
  });

  it('takes its zones from the configuration, and so needs no credentials', () => {
    for (const stack of stacks) expect(stack.availabilityZones).toEqual(['eu-central-1a', 'eu-central-1b', 'eu-central-1c']);
  });
});

import { customResourcesAreTheAuditedOne } from '../../../lib/assurance/checks/custom-resources-are-the-audited-one';
import { localDiffersFromDevInHostNamesOnly } from '../../../lib/assurance/checks/local-differs-from-dev-in-host-names-only';
import { noLoopbackValuesOutsideLocal } from '../../../lib/assurance/checks/no-loopback-values-outside-local';
import { noWildcardActions } from '../../../lib/assurance/checks/no-wildcard-actions';
import { rolesHaveThePermissionsBoundary } from '../../../lib/assurance/checks/roles-have-the-permissions-boundary';
import { templatesHaveAtMost400Resources } from '../../../lib/assurance/checks/templates-have-at-most-400-resources';
import { expectCaught } from '../../support/breaking';
import { drop, dropResource, firstOf, put, type MutableTemplate } from '../../support/mutate';
import { policy, resource, statement } from '../../support/resources';

/** Adds a resource to a template. */
const plant =
  (type: string, properties: Readonly<Record<string, unknown>> = {}, logicalId = 'Planted') =>
  (template: MutableTemplate) => {
    template.Resources[logicalId] = resource(type, properties);
  };

describe("this run's access", () => {
  it('is caught when a role without a boundary is added, or one loses it', () => {
    expectCaught(rolesHaveThePermissionsBoundary, 'prod', 'network', plant('AWS::IAM::Role'), 'PermissionsBoundary is not set');
    expectCaught(
      rolesHaveThePermissionsBoundary,
      'prod',
      'foundation',
      (template) => {
        drop(firstOf(template, 'AWS::IAM::Role'), 'PermissionsBoundary');
      },
      'PermissionsBoundary is not set',
    );
  });

  it('is caught when a policy with a wildcard is added', () => {
    expectCaught(noWildcardActions, 'prod', 'network', plant('AWS::IAM::Policy', { PolicyDocument: policy(statement({ Action: 's3:*' })) }), 'allows s3:*');
  });

  it('is caught when a policy of AWS is attached', () => {
    expectCaught(
      noWildcardActions,
      'prod',
      'foundation',
      (template) => {
        put(firstOf(template, 'AWS::IAM::Role'), 'ManagedPolicyArns', ['arn:aws:iam::aws:policy/AdministratorAccess']);
      },
      'AdministratorAccess',
    );
  });

  it('is caught when another function serves a custom resource', () => {
    expectCaught(
      customResourcesAreTheAuditedOne,
      'prod',
      'foundation',
      (template) => {
        plant('AWS::Lambda::Function', {}, 'PlantedFunction')(template);
        plant('Custom::Anything', { ServiceToken: { 'Fn::GetAtt': ['PlantedFunction', 'Arn'] } })(template);
      },
      'it must be the audited function',
    );
  });
});

describe("this run's templates", () => {
  it.each(['dev', 'staging', 'prod', 'full'])('are caught when %s holds a loopback value', (environment) => {
    expectCaught(
      noLoopbackValuesOutsideLocal,
      environment,
      'foundation',
      (template) => {
        put(firstOf(template, 'AWS::Lambda::Function'), 'Environment.Variables.HOST', 'http://127.0.0.1:4566');
      },
      'holds the loopback value',
    );
  });

  it("are caught when one sends the SDK's calls elsewhere, in local too", () => {
    expectCaught(
      noLoopbackValuesOutsideLocal,
      'local',
      'foundation',
      (template) => {
        put(firstOf(template, 'AWS::Lambda::Function'), 'Environment.Variables.AWS_ENDPOINT_URL', 'https://example.com');
      },
      'sets AWS_ENDPOINT_URL',
    );
  });

  it('are caught when local differs from dev', () => {
    expectCaught(
      localDiffersFromDevInHostNamesOnly,
      'local',
      'foundation',
      (template) => {
        put(firstOf(template, 'AWS::Lambda::Function'), 'Timeout', 1);
      },
      'Timeout',
    );
    expectCaught(
      localDiffersFromDevInHostNamesOnly,
      'local',
      'network',
      (template) => {
        dropResource(template, 'AWS::EC2::NetworkAclEntry');
      },
      'is missing',
    );
    expectCaught(localDiffersFromDevInHostNamesOnly, 'local', 'network', plant('AWS::EC2::InternetGateway'), 'dev has no such resource');
  });

  it('are caught when one outgrows its limit', () => {
    expectCaught(
      templatesHaveAtMost400Resources,
      'prod',
      'network',
      (template) => {
        for (let index = 0; index < 401; index++) plant('AWS::SNS::Topic', {}, `Planted${index}`)(template);
      },
      'it must have at most 400',
    );
  });
});

import { createStack } from '../deploy/create-stack';
import type { Clients } from '../emulator/clients';
import { borrowRole } from './borrow-role';
import type { Deployed } from './flow';

const NAME = 'smoke-administrator';
const acting = new WeakMap<Deployed['cloud'], Promise<Clients>>();

/**
 * Clients of an administrator whose own policy allows everything, so that only the policies of what it touches hold it back.
 * The account's root can't stand in: no policy holds it here, other than on AWS.
 */
export function administrator({ cloud, place }: Deployed): Promise<Clients> {
  const clients = acting.get(cloud) ?? create({ cloud, place });
  acting.set(cloud, clients);
  return clients;
}

async function create({ cloud, place }: Pick<Deployed, 'cloud' | 'place'>): Promise<Clients> {
  const statement = { Effect: 'Allow', Action: '*', Resource: '*' };
  const Properties = {
    RoleName: NAME,
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    Policies: [{ PolicyName: 'Everything', PolicyDocument: { Version: '2012-10-17', Statement: [statement] } }],
  };
  await createStack(cloud.clients.cloudFormation, {
    StackName: NAME,
    TemplateBody: JSON.stringify({ Resources: { Role: { Type: 'AWS::IAM::Role', Properties } } }),
  });
  return borrowRole(cloud, place, `arn:aws:iam::${place.account}:role/${NAME}`);
}

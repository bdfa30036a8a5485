import { InvokeCommand } from '@aws-sdk/client-lambda';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StackFailedError } from '../../../../lib/local/errors';
import type { LocalCloud } from '../../../../lib/local/local-cloud';
import { PLACE } from '../../support/local-clouds';
import { arnOfRole, create, roleOf } from '../../support/stacks';

/** Notes its event and answers as `Answer` says; a plain invocation has nobody to answer to. */
const NOTE = `exports.handler = async (event) => {
  require('node:fs').writeFileSync(process.env.EVENT, JSON.stringify(event));
  if (event.ResponseURL === undefined) return;
  const { StackId, RequestId, LogicalResourceId, ResourceProperties } = event;
  const body = JSON.stringify({ StackId, RequestId, LogicalResourceId, PhysicalResourceId: 'one', Status: ResourceProperties.Answer, Reason: 'as asked' });
  await fetch(event.ResponseURL, { method: 'PUT', body });
};`;
const ServiceToken = `arn:aws:lambda:${PLACE.region}:${PLACE.account}:function:contract-custom`;
const custom = (Answer: string) => ({ Type: 'Custom::Contract', Properties: { ServiceToken, Answer } });

/** `custom_resource.py`. */
export function customResourceContract(cloud: () => LocalCloud): void {
  const noted = () => JSON.parse(readFileSync(join(cloud().folder, 'custom-event'), 'utf8')) as unknown;

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
  describe("a custom resource's event", () => {
    beforeAll(async () => {
      await create(cloud().clients, {
        Role: roleOf('contract-custom', {}),
        Function: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            FunctionName: 'contract-custom',
            Role: arnOfRole('contract-custom'),
            Runtime: 'nodejs24.x',
            Handler: 'index.handler',
            Timeout: 10,
            Code: { ZipFile: NOTE },
            Environment: { Variables: { EVENT: join(cloud().folder, 'custom-event') } },
          },
        },
      });
    });

    it('names the function that it goes to, beside and in its properties', async () => {
      await create(cloud().clients, { Custom: custom('SUCCESS') });
      expect(noted()).toMatchObject({ RequestType: 'Create', ServiceToken, ResourceType: 'Custom::Contract', ResourceProperties: { ServiceToken } });
    });

    it('is refused by the function, and so the stack fails for its reason', async () => {
      const failed = create(cloud().clients, { Custom: custom('FAILED') });
      await expect(failed).rejects.toThrow(StackFailedError);
      await expect(failed).rejects.toThrow(/as asked/);
    });

    it("isn't what somebody sends who only invokes the function", async () => {
      const event = { ResourceProperties: { ServiceToken } };
      await cloud().clients.lambda.send(new InvokeCommand({ FunctionName: 'contract-custom', Payload: Buffer.from(JSON.stringify(event)) }));
      expect(noted()).toEqual(event);
    });
  });
}

import { GetFunctionConfigurationCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import type { LocalCloud } from '../../../../lib/local/local-cloud';
import { arnOfRole, create, roleOf } from '../../support/stacks';

const READ = "exports.handler = async () => require('node:fs').readFileSync(process.env.AUTHORITIES, 'utf8');";
const reader = (FunctionName: string, AUTHORITIES: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName,
    Role: arnOfRole('contract-image'),
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Code: { ZipFile: READ },
    Environment: { Variables: { AUTHORITIES } },
  },
});

/** `image_files.py`. */
export function imageFilesContract(cloud: () => LocalCloud): void {
  // https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
  describe("authorities that Lambda's image brings", () => {
    beforeAll(async () => {
      await create(cloud().clients, { Role: roleOf('contract-image', {}) });
    });

    const invoke = async (FunctionName: string) => {
      const { FunctionError, Payload = new Uint8Array() } = await cloud().clients.lambda.send(new InvokeCommand({ FunctionName }));
      return { FunctionError, answer: JSON.parse(Buffer.from(Payload).toString()) as unknown };
    };

    it.each(['/var/runtime/ca-cert.pem', '/etc/pki/tls/certs/ca-bundle.crt'])(
      "are this run's in %s, which stays in the function's configuration",
      async (path) => {
        const FunctionName = `contract-reads-${path.length}`;
        await create(cloud().clients, { Function: reader(FunctionName, path) });
        expect(await invoke(FunctionName)).toEqual({ FunctionError: undefined, answer: cloud().certificates.authority });
        const { Environment } = await cloud().clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
        expect(Environment?.Variables).toEqual({ AUTHORITIES: path });
      },
    );

    it("aren't in a file that the image doesn't bring", async () => {
      await create(cloud().clients, { Function: reader('contract-reads-none', '/var/runtime/other.pem') });
      expect(await invoke('contract-reads-none')).toMatchObject({
        FunctionError: 'Unhandled',
        answer: { errorMessage: expect.stringContaining('ENOENT') as string },
      });
    });
  });
}

import { customResourceEvent } from '../../support/custom-resource-event';
import { startLocalAws, type LocalAws, type Reply, type SeenRequest } from '../../support/local-aws';
import { proves } from '../../support/proves';
import { runBundle, type BundleRun } from '../../support/run-bundle';

const PATH = 'account/account-settings';
const ACCOUNT_DEFAULTS = { control: 'NET-8', part: 'account-defaults', evidence: 'in-process' } as const;

let aws: LocalAws | undefined;

afterEach(async () => {
  await aws?.stop();
  aws = undefined;
});

/** Plays AWS by a table of calls, takes CloudFormation's answer at `/answer`, and runs the built bundle against both. */
async function create(
  setting: string,
  value: unknown,
  replies: Readonly<Record<string, Reply>>,
): Promise<{ run: BundleRun; calls: string[]; answer: Record<string, unknown> }> {
  const server = await startLocalAws((request) =>
    request.path === '/answer' ? {} : (replies[callOf(request)] ?? { status: 400, body: `unexpected ${callOf(request)}` }),
  );
  aws = server;
  const event = customResourceEvent(setting, value, { ResponseURL: `${server.url}/answer` });
  const run = await runBundle(PATH, event, { ACCOUNT: '111122223333', AWS_ENDPOINT_URL: server.url });
  const answers = server.seen.filter(({ path }) => path === '/answer');
  return {
    run,
    calls: server.seen.filter(({ path }) => path !== '/answer').map(callOf),
    answer: JSON.parse(answers[0]?.body ?? '{}') as Record<string, unknown>,
  };
}

/** EC2 and IAM name the call in the form, S3 Control by method and path. */
function callOf({ method, path, body }: SeenRequest): string {
  return new URLSearchParams(body).get('Action') ?? `${method} ${path}`;
}

const ec2 = (call: string, content: string): Reply => ({
  body: `<${call}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId>${content}</${call}Response>`,
  headers: { 'content-type': 'text/xml' },
});

describe('the built account settings function', () => {
  proves(ACCOUNT_DEFAULTS, 'sets EBS encryption by default, reads it back and tells CloudFormation', async () => {
    const { run, calls, answer } = await create(
      'ebs-encryption-by-default',
      { EbsEncryptionByDefault: 'true' },
      {
        EnableEbsEncryptionByDefault: ec2('EnableEbsEncryptionByDefault', '<ebsEncryptionByDefault>true</ebsEncryptionByDefault>'),
        GetEbsEncryptionByDefault: ec2('GetEbsEncryptionByDefault', '<ebsEncryptionByDefault>true</ebsEncryptionByDefault>'),
      },
    );
    expect(run.code).toBe(0);
    expect(calls).toEqual(['EnableEbsEncryptionByDefault', 'GetEbsEncryptionByDefault']);
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'ebs-encryption-by-default', LogicalResourceId: 'AccountSettings' });
  });

  proves(ACCOUNT_DEFAULTS, 'demands version 2 of instance metadata one hop away, and reads it back', async () => {
    const level = '<accountLevel><httpTokens>required</httpTokens><httpPutResponseHopLimit>1</httpPutResponseHopLimit></accountLevel>';
    const { answer } = await create(
      'instance-metadata-defaults',
      { HttpTokens: 'required', HttpPutResponseHopLimit: '1' },
      {
        ModifyInstanceMetadataDefaults: ec2('ModifyInstanceMetadataDefaults', '<return>true</return>'),
        GetInstanceMetadataDefaults: ec2('GetInstanceMetadataDefaults', level),
      },
    );
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'instance-metadata-defaults' });
  });

  proves(ACCOUNT_DEFAULTS, 'blocks public access to all buckets of the account, and reads it back', async () => {
    const path = '/v20180820/configuration/publicAccessBlock';
    const flags = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];
    const body = `<PublicAccessBlockConfiguration>${flags.map((flag) => `<${flag}>true</${flag}>`).join('')}</PublicAccessBlockConfiguration>`;
    const { calls, answer } = await create('s3-public-access-block', Object.fromEntries(flags.map((flag) => [flag, 'true'])), {
      [`PUT ${path}`]: {},
      [`GET ${path}`]: { body },
    });
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 's3-public-access-block' });
    expect(calls).toEqual([`PUT ${path}`, `GET ${path}`]);
  });

  it('tells CloudFormation what AWS refused, and fails no further', async () => {
    const { run, answer } = await create(
      'ebs-encryption-by-default',
      { EbsEncryptionByDefault: 'true' },
      {
        EnableEbsEncryptionByDefault: {
          status: 403,
          body: '<Response><Errors><Error><Code>OptInRequired</Code><Message>not you</Message></Error></Errors><RequestID>r</RequestID></Response>',
        },
      },
    );
    expect(run.code).toBe(0);
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: 'OptInRequired: not you' });
  });

  it("refuses to start with an endpoint that isn't on this machine", async () => {
    const run = await runBundle(PATH, customResourceEvent('ebs-encryption-by-default', {}), {
      ACCOUNT: '111122223333',
      AWS_ENDPOINT_URL_EC2: 'https://aws.example.com',
    });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("foreign-endpoint: AWS_ENDPOINT_URL_EC2 names an endpoint that isn't loopback");
  });

  it("refuses to start without its contract's variable", async () => {
    const run = await runBundle(PATH, customResourceEvent('ebs-encryption-by-default', {}), {});
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('missing-variable: The environment variable ACCOUNT');
  });
});

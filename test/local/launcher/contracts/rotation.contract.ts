import { CreateFunctionCommand } from '@aws-sdk/client-lambda';
import { CreateSecretCommand, DescribeSecretCommand, GetSecretValueCommand, ListSecretsCommand, RotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { buildSync } from 'esbuild';
import { strToU8, zipSync } from 'fflate';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalCloud } from '../../../../lib/local/local-cloud';
import { settled } from '../../../../lib/local/smoke/rotate-secret';
import { PLACE } from '../../support/local-clouds';
import { eventually } from '../../support/processes';
import { allow, arnOfRole, create, roleWith } from '../../support/stacks';

const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];
const DAY_MILLISECONDS = 86_400_000;
const RotationLambdaARN = `arn:aws:lambda:${PLACE.region}:${PLACE.account}:function:contract-rotates`;

/** The function that rotates in these tests, in one file as bundles are. */
function bundle(): Uint8Array {
  const entry = join(__dirname, '..', '..', 'support', 'rotating-function.ts');
  const { outputFiles } = buildSync({ entryPoints: [entry], bundle: true, platform: 'node', target: 'node20', format: 'cjs', write: false });
  return zipSync({ 'index.js': strToU8(outputFiles[0]?.text ?? '') });
}

/** `rotation.py`. */
export function rotationContract(cloud: () => LocalCloud): void {
  const notes = () => join(cloud().folder, 'rotation-notes');
  const trouble = () => join(cloud().folder, 'rotation-trouble');
  const noted = () =>
    readFileSync(notes(), 'utf8')
      .trimEnd()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split(' '));
  const newSecret = async (Name: string) => (await cloud().clients.secretsManager.send(new CreateSecretCommand({ Name, SecretString: 'first' }))).ARN ?? '';
  const valueAt = async (SecretId: string, VersionStage: string) =>
    (await cloud().clients.secretsManager.send(new GetSecretValueCommand({ SecretId, VersionStage }))).SecretString;
  const described = (SecretId: string) => cloud().clients.secretsManager.send(new DescribeSecretCommand({ SecretId }));

  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
  describe('the rotation of a secret', () => {
    beforeAll(async () => {
      await create(cloud().clients, { Role: roleWith('contract-rotates', allow('secretsmanager:*')) });
      await cloud().clients.lambda.send(
        new CreateFunctionCommand({
          FunctionName: 'contract-rotates',
          Role: arnOfRole('contract-rotates'),
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Timeout: 30,
          Code: { ZipFile: bundle() },
          Environment: { Variables: { NOTES: notes(), TROUBLE: trouble() } },
        }),
      );
    });
    beforeEach(() => {
      writeFileSync(notes(), '');
      rmSync(trouble(), { force: true });
    });

    it('has the function do four steps with one token, of which the first finds no value, and then moves the labels', async () => {
      const SecretId = await newSecret('contract-rotated');
      const { VersionId = '' } = await cloud().clients.secretsManager.send(new RotateSecretCommand({ SecretId, RotationLambdaARN }));
      expect(await settled(cloud().clients, SecretId)).toBe(VersionId);
      const value = `value-${VersionId}`;
      expect(noted()).toEqual(STEPS.map((step) => [step, VersionId, step === 'createSecret' ? 'ResourceNotFoundException' : value]));
      expect([await valueAt(SecretId, 'AWSCURRENT'), await valueAt(SecretId, 'AWSPREVIOUS')]).toEqual([value, 'first']);
      await expect(valueAt(SecretId, 'AWSPENDING')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
      expect(await described(SecretId)).toMatchObject({ RotationEnabled: true, RotationLambdaARN, LastRotatedDate: expect.any(Date) as Date });
    });

    it('ends at the step that fails, promotes nothing, and goes on with the same version when it is asked again', async () => {
      const SecretId = await newSecret('contract-troubled');
      writeFileSync(trouble(), '');
      const { VersionId = '' } = await cloud().clients.secretsManager.send(new RotateSecretCommand({ SecretId, RotationLambdaARN }));
      await eventually(
        () => (noted().length >= 3 ? true : undefined),
        () => 'three steps',
      );
      expect(await valueAt(SecretId, 'AWSCURRENT')).toBe('first');
      const { LastRotatedDate, VersionIdsToStages } = await described(SecretId);
      expect([LastRotatedDate, VersionIdsToStages?.[VersionId]]).toEqual([undefined, ['AWSPENDING']]);
      rmSync(trouble());
      await cloud().clients.secretsManager.send(new RotateSecretCommand({ SecretId }));
      expect(await settled(cloud().clients, SecretId)).toBe(VersionId);
      expect(noted().map(([step, token]) => [step, token])).toEqual([...STEPS.slice(0, 3), ...STEPS].map((step) => [step, VersionId]));
    });

    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-rotationschedule.html
    it('is planned by a template, which tells when it is due, and starts at once unless told otherwise', async () => {
      const SecretId = await newSecret('contract-planned');
      const RotationRules = { ScheduleExpression: 'rate(10 days)' };
      const Properties = { SecretId, RotationLambdaARN, RotationRules, RotateImmediatelyOnUpdate: false };
      await create(cloud().clients, { Schedule: { Type: 'AWS::SecretsManager::RotationSchedule', Properties } });
      const { NextRotationDate, ...planned } = await described(SecretId);
      expect(planned).toMatchObject({ RotationEnabled: true, RotationLambdaARN, RotationRules });
      expect(Math.abs((NextRotationDate?.getTime() ?? 0) - Date.now() - 10 * DAY_MILLISECONDS)).toBeLessThan(60_000);
      expect(noted()).toEqual([]);
      const { SecretList = [] } = await cloud().clients.secretsManager.send(new ListSecretsCommand({}));
      expect(SecretList.find(({ ARN }) => ARN === SecretId)).toMatchObject({ RotationRules, NextRotationDate });
      const now = await newSecret('contract-at-once');
      await create(cloud().clients, {
        Schedule: { Type: 'AWS::SecretsManager::RotationSchedule', Properties: { SecretId: now, RotationLambdaARN, RotationRules } },
      });
      expect(await valueAt(now, 'AWSCURRENT').then(() => settled(cloud().clients, now))).toBe(noted()[0]?.[1]);
    });

    // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html
    it('is refused without a function, and of a secret that is not there', async () => {
      const { secretsManager } = cloud().clients;
      const SecretId = await newSecret('contract-without');
      await expect(secretsManager.send(new RotateSecretCommand({ SecretId }))).rejects.toMatchObject({ name: 'InvalidRequestException' });
      await expect(secretsManager.send(new RotateSecretCommand({ SecretId: 'contract-nowhere', RotationLambdaARN }))).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
      });
      expect(await described(SecretId)).not.toMatchObject({ RotationEnabled: true });
    });
  });
}

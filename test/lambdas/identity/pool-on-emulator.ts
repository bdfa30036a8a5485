import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  type CreateUserPoolClientCommandInput,
  type CreateUserPoolCommandInput,
  type ExplicitAuthFlowsType,
} from '@aws-sdk/client-cognito-identity-provider';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { CreateFunctionCommand } from '@aws-sdk/client-lambda';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { strToU8, zipSync } from 'fflate';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunctions } from '../../../lib/infrastructure/bundles';
import { rootOf } from '../../../lib/local/emulator/clients';
import { Agent } from 'node:https';
import { contract as createChallenge } from '../../../lambdas/identity/create-challenge/contract';
import { contract as defineChallenge } from '../../../lambdas/identity/define-challenge/contract';
import { contract as preSignUp } from '../../../lambdas/identity/pre-sign-up/contract';
import { contract as preTokenGeneration } from '../../../lambdas/identity/pre-token-generation/contract';
import { contract as customMessage } from '../../../lambdas/identity/custom-message/contract';
import { contract as verifyChallenge } from '../../../lambdas/identity/verify-challenge/contract';
import { ClientSecrets } from '../../../lambdas/identity/adapters/user-pool/client-secrets';
import { CognitoUserPool } from '../../../lambdas/identity/adapters/user-pool/cognito-user-pool';
import { provePassword } from '../../../lambdas/identity/adapters/user-pool/password-proof';
import { poolKeys, TokenVerifier } from '../../../lambdas/identity/adapters/user-pool/token-verifier';
import { EMAIL_USE } from '../../../lambdas/identity/domain/find-account-by-email';
import { REGISTRATION, registrationAt } from '../../../lambdas/identity/domain/records/registration-record';
import { clock } from '../../../lambdas/shared/clock';
import type { FunctionContract } from '../../../lambdas/shared/contract';
import { DynamoRecordStore } from '../../../lambdas/shared/store/dynamo-record-store';
import { PLACE, startEmulatorAlone, type EmulatorAlone } from '../../local/support/local-clouds';
import { allow, arnOfRole, create, roleWith } from '../../local/support/stacks';
import { memoryKeyRing, ringText } from '../../support/memory-key-ring';

const CONTRACTS: readonly FunctionContract[] = [preSignUp, defineChallenge, createChallenge, verifyChallenge, preTokenGeneration, customMessage];
const TABLES = { accounts: 'pool-accounts', flows: 'pool-flows', sessions: 'pool-sessions' };
const OUTBOX = 'pool-outbox';
const SECRET = 'pool-hash-keys';

const arnOf = ({ name }: FunctionContract) => `arn:aws:lambda:${PLACE.region}:${PLACE.account}:function:pool-${name}`;

/** A client of the pool, and what it signs with. */
export interface PoolClient {
  readonly id: string;
  readonly hashFor: (userName: string) => string;
}

/** Cognito on the emulator, with the built triggers, as the template has it. */
export type PoolOnEmulator = Awaited<ReturnType<typeof startPool>>;

/** Starts the emulator, its tables, and a pool whose triggers are the built bundles under roles of their contracts. */
export async function startPool() {
  const alone = await startEmulatorAlone();
  const { emulator, authority, clients } = alone;
  const connection = { endpoint: emulator.endpoint, region: PLACE.region, credentials: rootOf(PLACE.account), maxAttempts: 1 };
  const cognito = new CognitoIdentityProviderClient({ ...connection, requestHandler: { httpsAgent: new Agent({ ca: authority }) } });
  await createStores(alone);
  const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: 'pool', ...SETTINGS }));
  const UserPoolId = UserPool?.Id ?? '';
  const signIn = await createClient(cognito, UserPoolId, ['ALLOW_CUSTOM_AUTH']);
  const migration = await createClient(cognito, UserPoolId, ['ALLOW_ADMIN_USER_PASSWORD_AUTH']);
  await createTriggers(alone, { FLOWS_TABLE: TABLES.flows, SIGN_IN_CLIENT: signIn.id, HASH_KEYS_SECRET: SECRET });
  const tokens = new TokenVerifier(UserPoolId, poolKeys(UserPoolId, new URL(emulator.plainEndpoint)));
  const secrets = new ClientSecrets(cognito, UserPoolId, clock);
  const store = new DynamoRecordStore({ dynamo: clients.dynamo, tables: TABLES, outbox: OUTBOX, clock });
  return {
    cognito,
    UserPoolId,
    signIn,
    migration,
    store,
    pool: new CognitoUserPool({ cognito, pool: UserPoolId, signInClient: signIn.id, secrets, tokens, prove: provePassword }),
    /** Writes the registration without which nobody is let in. */
    register: async (userName: string, email: string) => {
      const emailHash = await memoryKeyRing([1], 'hash-keys').hash(EMAIL_USE, email);
      const value = { emailHash, verified: true, createdAt: Math.floor(clock() / 1000) };
      await store.commit([{ action: 'create', kind: REGISTRATION, at: registrationAt(userName), value }], []);
    },
    stop: alone.stop,
  };
}

const SETTINGS: Omit<CreateUserPoolCommandInput, 'PoolName'> = {
  Policies: { PasswordPolicy: { MinimumLength: 15, RequireLowercase: false, RequireNumbers: false, RequireSymbols: false, RequireUppercase: false } },
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
  AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
  LambdaConfig: {
    PreSignUp: arnOf(preSignUp),
    DefineAuthChallenge: arnOf(defineChallenge),
    CreateAuthChallenge: arnOf(createChallenge),
    VerifyAuthChallengeResponse: arnOf(verifyChallenge),
    CustomMessage: arnOf(customMessage),
    PreTokenGenerationConfig: { LambdaArn: arnOf(preTokenGeneration), LambdaVersion: 'V2_0' },
  },
};

async function createClient(cognito: CognitoIdentityProviderClient, UserPoolId: string, ExplicitAuthFlows: ExplicitAuthFlowsType[]): Promise<PoolClient> {
  const settings = { GenerateSecret: true, PreventUserExistenceErrors: 'ENABLED', EnablePropagateAdditionalUserContextData: true } as const;
  const input: CreateUserPoolClientCommandInput = { UserPoolId, ClientName: ExplicitAuthFlows[0], ExplicitAuthFlows, ...settings };
  const { UserPoolClient: { ClientId: id = '', ClientSecret = '' } = {} } = await cognito.send(new CreateUserPoolClientCommand(input));
  const hashFor = (userName: string) =>
    createHmac('sha256', ClientSecret)
      .update(userName + id)
      .digest('base64');
  return { id, hashFor };
}

async function createStores({ clients }: EmulatorAlone): Promise<void> {
  for (const TableName of [...Object.values(TABLES), OUTBOX]) {
    const names = ['owner', 'key'];
    await clients.dynamo.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: names.map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? 'HASH' : 'RANGE' })),
      }),
    );
  }
  await clients.secretsManager.send(new CreateSecretCommand({ Name: SECRET, SecretString: ringText([1], 'hash-keys') }));
}

/** Each under a role that allows its contract's actions and nothing else. */
async function createTriggers({ clients }: EmulatorAlone, values: Readonly<Record<string, string>>): Promise<void> {
  const bundles = bundleFunctions();
  const actionsOf = ({ actions }: FunctionContract) => ['logs:PutLogEvents', ...Object.values(actions).flat()];
  await create(
    clients,
    Object.fromEntries(CONTRACTS.map((contract, index) => [`Role${String(index)}`, roleWith(`pool-${contract.name}`, allow(actionsOf(contract)))])),
  );
  for (const contract of CONTRACTS) {
    const code = readFileSync(join(bundles.folderOf(contract.path), 'index.js'), 'utf8');
    const Variables = Object.fromEntries(contract.variables.map((name) => [name, values[name] ?? '']));
    await clients.lambda.send(
      new CreateFunctionCommand({
        FunctionName: `pool-${contract.name}`,
        Role: arnOfRole(`pool-${contract.name}`),
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Timeout: contract.timeoutSeconds,
        MemorySize: contract.memoryMegabytes,
        Code: { ZipFile: zipSync({ 'index.js': strToU8(code) }) },
        Environment: { Variables },
      }),
    );
  }
}

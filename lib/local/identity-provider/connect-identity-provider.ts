import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { changeVariables } from '../change-variables';
import { assertThat, idOf, type Deployed } from '../smoke/flow';
import { noteSecret } from '../smoke/used-secrets';
import { startIdentityProvider, type IdentityProvider } from './identity-provider';

/** A provider by which people sign in to what is deployed. */
export interface ConnectedProvider extends IdentityProvider {
  /** In our addresses. */
  readonly id: string;
  /** On our page. */
  readonly name: string;
}

/** Who can sign in there from the start. */
export const FIRST_PERSON = 'alice';

const ID = 'local';
const NAME = 'Local identity provider';
const CLIENT = 'ringwall';
/** The functions that are told of providers. */
const TOLD = ['Function-sso', 'Function-page'];

const connected = new WeakMap<Deployed['cloud'], Promise<ConnectedProvider>>();

/**
 * The identity provider of a run, started when it is first asked for, and made known as an operator of a running environment would:
 * its client's secret in Secrets Manager, its issuer in the configuration of the functions. The templates can't name it: its port is
 * whatever is free, and `local` is `dev` but for host names (decision 0104).
 */
export function connectIdentityProvider(deployed: Deployed): Promise<ConnectedProvider> {
  const { cloud } = deployed;
  const provider = connected.get(cloud) ?? connect(deployed);
  connected.set(cloud, provider);
  return provider;
}

async function connect(deployed: Deployed): Promise<ConnectedProvider> {
  const { cloud, front } = deployed;
  const { certificateFile, keyFile } = cloud.certificates;
  const certificate = { certificate: readFileSync(certificateFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  const secret = randomBytes(32).toString('base64url');
  noteSecret(front, secret);
  const client = { id: CLIENT, secret, redirectUri: `${front.origins.api}/auth/sso/${ID}/callback` };
  const provider = await startIdentityProvider(certificate, [client]);
  cloud.alsoStop(provider.stop);
  provider.people.set(FIRST_PERSON, { email: `${FIRST_PERSON}@example.net`, email_verified: true });
  const SSO_PROVIDERS = JSON.stringify([{ id: ID, issuer: provider.issuer, clientId: CLIENT, name: NAME }]);
  const [variables = {}] = await Promise.all(TOLD.map((pathEnd) => changeVariables(deployed, pathEnd, { SSO_PROVIDERS })));
  await putSecret(deployed, variables.SSO_SECRETS ?? '', secret);
  return { ...provider, id: ID, name: NAME };
}

/** Under the name that the function was given, and the key that it may use. */
async function putSecret(deployed: Deployed, arn: string, secret: string): Promise<void> {
  const [, Name] = /:secret:(.+)$/.exec(arn) ?? [];
  assertThat(Name !== undefined, `the secrets of identity providers are at ${arn}`);
  const KmsKeyId = idOf(deployed, 'AWS::KMS::Key', 'SecretsKey/Resource');
  await deployed.cloud.clients.secretsManager.send(new CreateSecretCommand({ Name, KmsKeyId, SecretString: JSON.stringify({ [ID]: secret }) }));
}

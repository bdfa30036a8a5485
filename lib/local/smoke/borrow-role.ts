import { CreateFunctionCommand, DeleteFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { z } from 'zod';
import { createClients, type Clients } from '../emulator/clients';
import type { LocalCloud, Place } from '../local-cloud';

/** Gives away what a function gets: here that is how to act as its role, with its policies and nothing more. */
const TELL_CREDENTIALS = `exports.handler = async () => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID,
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
  sessionToken: process.env.AWS_SESSION_TOKEN,
});`;

const told = z.object({ accessKeyId: z.string(), secretAccessKey: z.string(), sessionToken: z.string() });

/** Clients that act as a function's role, by way of a function which runs under it for a moment. */
export async function borrowRole(cloud: LocalCloud, place: Place, roleArn: string): Promise<Clients> {
  const { lambda } = cloud.clients;
  const FunctionName = `borrow-${roleArn.split('/').at(-1) ?? ''}`.slice(0, 64);
  const ZipFile = zipSync({ 'index.js': strToU8(TELL_CREDENTIALS) });
  await lambda.send(new CreateFunctionCommand({ FunctionName, Role: roleArn, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile } }));
  try {
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName }));
    const credentials = told.parse(JSON.parse(Buffer.from(Payload ?? []).toString()));
    return createClients({ endpoint: cloud.emulator.endpoint, region: place.region, credentials, authority: cloud.certificates.authority });
  } finally {
    await lambda.send(new DeleteFunctionCommand({ FunctionName }));
  }
}

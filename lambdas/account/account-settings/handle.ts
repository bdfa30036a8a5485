import { InvalidRequestError, UnsafeResponseAddressError } from '../../shared/errors';
import type { Wait } from '../../shared/wait';
import { parseRequest, type Request } from '../domain/request';
import { isResponseAddress } from '../domain/response-address';
import { parseSetting, type Setting } from '../domain/setting';
import type { Aws } from './account-setting';
import { enforce } from './enforce';
import { respond, type Response } from './respond';

/** What the handler works with. */
export interface Surroundings {
  readonly aws: Aws;
  /** The local cloud's endpoint; `undefined` on AWS. */
  readonly endpoint: URL | undefined;
  readonly wait: Wait;
  /** Takes one record an event: identifiers and the decision, never a value. */
  readonly log: (record: Readonly<Record<string, string>>) => void;
}

/** CloudFormation refuses answers beyond 4 KiB. */
const LONGEST_REASON = 1000;

/**
 * Answers one event of CloudFormation. What goes wrong with a setting is told to CloudFormation, which fails the stack.
 * @throws {InvalidRequestError} when it isn't such an event, so that nobody waits for an answer
 * @throws {UnsafeResponseAddressError} when the answer would go elsewhere
 */
export async function handle(event: unknown, surroundings: Surroundings): Promise<void> {
  const request = readRequest(event, surroundings.endpoint);
  const outcome = await decide(request, surroundings);
  surroundings.log({ request: request.RequestId, type: request.RequestType, resource: request.LogicalResourceId, ...outcome });
  await respond(request.ResponseURL, answerTo(request, outcome), surroundings.wait);
}

function readRequest(event: unknown, endpoint: URL | undefined): Request {
  const request = parseRequest(event);
  if ('problems' in request) throw new InvalidRequestError(request.problems);
  if (!isResponseAddress(request.ResponseURL, endpoint)) throw new UnsafeResponseAddressError();
  return request;
}

type Outcome = Pick<Response, 'Status' | 'Reason' | 'PhysicalResourceId'>;

/** On deletion the settings stay: a stack that goes must not leave the account less safe than it was. */
async function decide(request: Request, { aws, wait }: Surroundings): Promise<Outcome> {
  const known = request.PhysicalResourceId ?? request.LogicalResourceId;
  if (request.RequestType === 'Delete') return { Status: 'SUCCESS', Reason: 'The setting stays.', PhysicalResourceId: known };
  try {
    const setting = readSetting(request);
    await enforce(setting, aws, wait);
    return { Status: 'SUCCESS', Reason: 'Set and read back.', PhysicalResourceId: identityOf(setting) };
  } catch (error) {
    return { Status: 'FAILED', Reason: reasonOf(error), PhysicalResourceId: known };
  }
}

function readSetting(request: Request): Setting {
  const setting = parseSetting(request.ResourceProperties);
  if ('problems' in setting) throw new InvalidRequestError(setting.problems);
  return setting;
}

/** The same thing keeps its identity; another VPC's group is another one. */
function identityOf(setting: Setting): string {
  return setting.name === 'empty-default-security-group' ? `${setting.name}/${setting.value.GroupId}` : setting.name;
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : 'An unknown error.';
  return text.slice(0, LONGEST_REASON);
}

function answerTo(request: Request, outcome: Outcome): Response {
  const { StackId, RequestId, LogicalResourceId } = request;
  return { ...outcome, StackId, RequestId, LogicalResourceId };
}

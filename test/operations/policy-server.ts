import { PUBLISHED_POLICIES } from '../../lib/policies/published-policies';
import { startLocalAws, type LocalAws, type Reply, type SeenRequest } from '../support/local-aws';

const STORE = 'PSEXAMPLEabcdefg111111';
const DAY = '2026-01-01T00:00:00Z';
const STACK = 'ringwall-full-identity';
/** Smaller than what is asked for, as the service may answer. */
const PAGE = 7;

/** A policy as the service holds it. */
export interface HeldPolicy {
  readonly id: string;
  /** Absent for one that is linked to a template. */
  readonly statement?: string;
}

type Input = Readonly<Record<string, unknown>>;

/** STS, CloudFormation and Verified Permissions with one policy store, in the protocols and shapes that AWS publishes for them. */
export class PolicyServer {
  account = '111122223333';
  stores: readonly string[] = [STORE];
  stack = STACK;
  validation: 'OFF' | 'STRICT' = 'STRICT';
  schema: string = JSON.stringify(PUBLISHED_POLICIES.schema);
  policies: HeldPolicy[] = Object.values(PUBLISHED_POLICIES.policies).map((statement, index) => ({ id: `SP${String(index)}`, statement }));
  /** An error for an operation, by the name that the service gives it. */
  readonly failures = new Map<string, string>();
  #aws: LocalAws | undefined;

  static async start(): Promise<PolicyServer> {
    const server = new PolicyServer();
    server.#aws = await startLocalAws((request) => server.reply(request));
    return server;
  }

  get url(): string {
    return this.#aws?.url ?? '';
  }

  /** What was asked for, in order. */
  get operations(): readonly string[] {
    return (this.#aws?.seen ?? []).map(operationOf);
  }

  async stop(): Promise<void> {
    await this.#aws?.stop();
  }

  reply(request: SeenRequest): Reply {
    const operation = operationOf(request);
    if (!String(request.headers.authorization).startsWith('AWS4-HMAC-SHA256 ')) return { status: 403 };
    if (request.headers['x-amz-target'] === undefined) return this.#query(operation, new URLSearchParams(request.body));
    const failure = this.failures.get(operation);
    const input = JSON.parse(request.body) as Input;
    if (failure !== undefined) return json(400, { __type: `com.amazonaws.verifiedpermissions#${failure}`, message: 'a text that quotes what was sent' });
    if (input.policyStoreId !== STORE) return json(400, { __type: 'com.amazonaws.verifiedpermissions#ResourceNotFoundException', message: 'none' });
    return this.#permissions(operation, input);
  }

  #permissions(operation: string, input: Input): Reply {
    const common = { policyStoreId: STORE, createdDate: DAY, lastUpdatedDate: DAY };
    if (operation === 'GetPolicyStore')
      return json(200, { ...common, arn: `arn:aws:verifiedpermissions::111122223333:policy-store/${STORE}`, validationSettings: { mode: this.validation } });
    if (operation === 'GetSchema') return json(200, { ...common, schema: this.schema, namespaces: ['Ringwall'] });
    if (operation === 'ListPolicies') {
      const from = Number(input.nextToken ?? 0);
      const policies = this.policies.slice(from, from + PAGE).map((policy) => ({ ...common, ...headOf(policy) }));
      return json(200, { policies, ...(from + PAGE < this.policies.length ? { nextToken: String(from + PAGE) } : {}) });
    }
    const policy = this.policies.find(({ id }) => id === input.policyId);
    if (operation !== 'GetPolicy' || policy === undefined)
      return json(400, { __type: 'com.amazonaws.verifiedpermissions#ValidationException', message: operation });
    const definition = policy.statement === undefined ? { templateLinked: { policyTemplateId: 'PT1' } } : { static: { statement: policy.statement } };
    return json(200, { ...common, ...headOf(policy), definition });
  }

  #query(operation: string, input: URLSearchParams): Reply {
    if (operation === 'GetCallerIdentity')
      return xml(
        200,
        `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${this.account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
      );
    if (operation !== 'ListStackResources' || input.get('StackName') !== this.stack)
      return xml(400, '<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack does not exist</Message></Error></ErrorResponse>');
    const first = member('AWS::Cognito::UserPool', 'eu-central-1_a');
    const stores = this.stores.map((id) => member('AWS::VerifiedPermissions::PolicyStore', id)).join('');
    const isLast = input.get('NextToken') !== null;
    const summaries = `<StackResourceSummaries>${isLast ? stores : first}</StackResourceSummaries>${isLast ? '' : '<NextToken>more</NextToken>'}`;
    return xml(200, `<ListStackResourcesResponse><ListStackResourcesResult>${summaries}</ListStackResourcesResult></ListStackResourcesResponse>`);
  }
}

function operationOf({ headers, body }: SeenRequest): string {
  const target = headers['x-amz-target'];
  return typeof target === 'string' ? target.replace('VerifiedPermissions.', '') : (new URLSearchParams(body).get('Action') ?? '');
}

function headOf({ id, statement }: HeldPolicy): object {
  return { policyId: id, policyType: statement === undefined ? 'TEMPLATE_LINKED' : 'STATIC' };
}

function member(type: string, id: string): string {
  return `<member><LogicalResourceId>A</LogicalResourceId><ResourceType>${type}</ResourceType><PhysicalResourceId>${id}</PhysicalResourceId></member>`;
}

function json(status: number, body: object): Reply {
  return { status, body: JSON.stringify(body), headers: { 'Content-Type': 'application/x-amz-json-1.0' } };
}

function xml(status: number, body: string): Reply {
  return { status, body, headers: { 'Content-Type': 'text/xml' } };
}

import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { contract as authorize } from '../../../lambdas/identity/authorizer/contract';
import type { FunctionContract } from '../../../lambdas/shared/contract';
import { BaseStack } from '../base-stack';
import type { Bundles } from '../bundles';
import { Gateway } from '../constructs/api/gateway';
import { modelsWith } from '../constructs/api/models';
import { routesOf } from '../constructs/api/routes';
import { BaselineFunction, type FunctionSurroundings } from '../constructs/function/baseline-function';
import { FunctionBasics } from '../constructs/function/function-basics';
import { DeadLetterQueue } from '../constructs/messages/dead-letter-queue';
import { allGuests, contractsOf } from '../contracts';
import type { Environment } from '../environments/environment';
import { guestBodies } from '../guest-bodies';
import type { Foundation } from './foundation';
import type { NetworkStack } from './network';
import { wired, type Wiring } from './wiring';

/** What the API stack is made from. */
export interface ApiStackProps {
  readonly environment: Environment;
  readonly bundles: Bundles;
  readonly foundation: Foundation;
  readonly network: Pick<NetworkStack, 'vpc' | 'groups'>;
  /** What stands behind the names in contracts. */
  readonly wiring: Wiring;
  /**
   * The functions that answer requests.
   * @default - all that there are
   */
  readonly contracts?: readonly FunctionContract<string>[];
}

/** Requests at once that are judged; a busy neighbour must not take the authorizer from all others (decision 0063). */
const JUDGED_AT_ONCE = 100;

/** The API: its gateway, its authorizer, and the functions that answer. Its domain and its web ACL come with the edge. */
export class ApiStack extends BaseStack {
  constructor(scope: Construct, id: string, { environment, bundles, foundation, network, wiring, contracts = contractsOf('request') }: ApiStackProps) {
    super(scope, id, { environment, description: 'API: gateway, authorizer, and the functions that answer' });
    const { logs: logsKey, messages: messagesKey, secrets: secretsKey } = foundation.keys;
    const alarmTopic = foundation.alarmTopics.high;
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', { environment, stack: id, messagesKey });
    deadLetters.alarmTo(alarmTopic);
    const basics = new FunctionBasics(this, 'FunctionBasics', { environment, stack: id, inNetwork: true });
    const shared: FunctionSurroundings = { environment, bundles, logsKey, secretsKey, messagesKey, deadLetters: deadLetters.queue, alarmTopic, basics };
    const place = { vpc: network.vpc, group: network.groups.group('functions') };
    const models = modelsWith(guestBodies(allGuests()));
    const routes = routesOf(contracts, new Set(Object.keys(models)));

    const authorizer = new BaselineFunction(this, 'Authorizer', { ...shared, ...wired(authorize, wiring), place, reservedConcurrency: JUDGED_AT_ONCE })
      .function;
    const functions = new Map<string, IFunction>(
      contracts.map((contract) => [
        contract.name,
        new BaselineFunction(this, `Function-${contract.name}`, { ...shared, ...wired(contract, wiring), place }).function,
      ]),
    );
    new Gateway(this, 'Gateway', { environment, logsKey, routes, models, authorizer, functions });
  }
}

import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import type { Flow } from '../../environments/flows';
import { FlowRules } from './flow-rules';
import { lookUp } from './look-up';
import type { SecurityGroups } from './security-groups';

/** What `Flows` are made from. */
export interface FlowsProps {
  /** Gives the table. */
  readonly environment: Environment;
  readonly groups: SecurityGroups;
}

/** The table of allowed flows as rules of security groups (NET-5). There are no other rules. */
export class Flows extends Construct {
  private readonly rows: ReadonlyMap<string, Flow>;

  constructor(scope: Construct, id: string, { environment, groups }: FlowsProps) {
    super(scope, id);
    this.rows = new Map(environment.flows.map((row) => [row.name, row]));
    for (const row of environment.flows) {
      new FlowRules(this, row.name, { row, environment, groups });
    }
  }

  /**
   * A row of the table: what may be assumed to be open, with its port.
   * @throws UnknownNameError for a row that the environment doesn't have.
   */
  row(name: string): Flow {
    return lookUp(this.rows, name, { kind: 'allowed flow', fix: 'Add the row, with its reason, to lib/infrastructure/environments/flows.ts.' });
  }
}

import { ManagedRule, MaximumExecutionFrequency } from 'aws-cdk-lib/aws-config';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

/** What `NetworkRules` are made from. */
export interface NetworkRulesProps {
  readonly environment: Environment;
  /** The route tables that may lead to the internet gateway. */
  readonly publicRouteTableIds: readonly string[];
}

/**
 * Rules of AWS Config over groups and routes as they are, whoever changed them (NET-11): judged at each change and, whatever
 * was missed, on schedule. All of them are of the kind that AWS documents as "configuration changes and periodic".
 */
export class NetworkRules extends Construct {
  constructor(scope: Construct, id: string, { environment, publicRouteTableIds }: NetworkRulesProps) {
    super(scope, id);
    const rules = [
      { id: 'NoOpenSsh', name: 'no-open-ssh', identifier: 'INCOMING_SSH_DISABLED' },
      { id: 'NoOpenCommonPorts', name: 'no-open-common-ports', identifier: 'RESTRICTED_INCOMING_TRAFFIC' },
      { id: 'OpenOnHttpsOnly', name: 'open-on-https-only', identifier: 'VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS', parameters: { authorizedTcpPorts: '443' } },
      {
        id: 'RoutesToInternet',
        name: 'routes-to-internet',
        identifier: 'NO_UNRESTRICTED_ROUTE_TO_IGW',
        parameters: { routeTableIds: publicRouteTableIds.join(',') },
      },
    ];
    for (const { id: ruleId, name, identifier, parameters } of rules) {
      new ManagedRule(this, ruleId, {
        configRuleName: nameOf(environment, name),
        identifier,
        maximumExecutionFrequency: MaximumExecutionFrequency.ONE_HOUR,
        ...(parameters === undefined ? {} : { inputParameters: parameters }),
      });
    }
  }
}

import { CfnPolicy, CfnPolicyStore } from 'aws-cdk-lib/aws-verifiedpermissions';
import { Construct } from 'constructs';
import type { PublishedPolicies } from '../../../policies/published-policies';
import { isLasting } from '../../base-stack';
import type { Environment } from '../../environments/environment';

/** What `PolicyStore` is made from. */
export interface PolicyStoreProps {
  readonly environment: Environment;
  readonly published: PublishedPolicies;
}

/**
 * The policies in Verified Permissions, for who else is to ask or to read them (AZN-4): the schema and one policy for each of the
 * files', by their IDs. Functions decide by the compiled ones, which are the same by their hash (decision 0103).
 */
export class PolicyStore extends Construct {
  constructor(scope: Construct, id: string, { environment, published: { hash, schema, policies } }: PolicyStoreProps) {
    super(scope, id);
    const store = new CfnPolicyStore(this, 'Store', {
      description: `Ringwall, ${environment.name}: policy set ${hash}`,
      validationSettings: { mode: 'STRICT' },
      schema: { cedarJson: JSON.stringify(schema) },
      deletionProtection: { mode: isLasting(environment) ? 'ENABLED' : 'DISABLED' },
    });
    for (const [name, statement] of Object.entries(policies))
      new CfnPolicy(this, name, { policyStoreId: store.attrPolicyStoreId, definition: { static: { description: name, statement } } });
  }
}

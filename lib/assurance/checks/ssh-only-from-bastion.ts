import { distinct } from '../proofs/network/findings';
import type { Network } from '../proofs/network/model';
import { holds } from '../proofs/network/ports';
import { ANY_PROTOCOL, TCP } from '../proofs/network/protocols';
import type { EnvironmentGraph } from '../templates/graph';
import type { Check } from './check';
import { networkOf, untold } from './support/network';
import { RULE_TYPES, ruleText, writtenRules, type WrittenRule } from './support/rules';

const SSH = 22;

/** NET-6. */
export const sshOnlyFromBastion: Check = {
  id: 'ssh-only-from-bastion',
  claim: "Port 22 is admitted from the bastion's group alone, and from nowhere while there is no bastion.",
  judge: (graph) => {
    const network = networkOf(graph);
    const admitting = writtenRules(network).filter(({ direction }) => direction === 'ingress');
    const wrong = admitting.filter((one) => admitsSsh(one) && !isFromBastion(one, network, graph));
    const findings = wrong.map((one) => ({ resource: one.rule.resource, reason: `${one.group.name} ${ruleText(one)}, port 22 among it; ${mustHold(graph)}` }));
    return {
      judged: distinct([...graph.ofType('AWS::EC2::SecurityGroup'), ...admitting.map(({ rule }) => rule.resource)]),
      findings: [...findings, ...untold(graph, RULE_TYPES)],
    };
  },
};

function admitsSsh({ rule }: WrittenRule): boolean {
  return (rule.protocol === TCP || rule.protocol === ANY_PROTOCOL) && holds(rule.ports, SSH);
}

function isFromBastion({ rule: { peer } }: WrittenRule, { groups }: Network, { configuration }: EnvironmentGraph): boolean {
  return configuration.network.bastion && peer.kind === 'group' && groups.some(({ name, resource }) => name === 'bastion' && resource === peer.group);
}

function mustHold({ configuration }: EnvironmentGraph): string {
  return configuration.network.bastion ? "SSH comes from the bastion's group alone" : 'there is no bastion, so that SSH comes from nowhere';
}

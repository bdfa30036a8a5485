import { z } from 'zod';
import { isPrivate, parseNetwork } from '../cidr';
import { field } from '../field';
import { OUTBOUND_DOMAIN } from '../host-name';

const cidr = z.string().refine((text) => {
  const network = parseNetwork(text);
  return network !== undefined && isPrivate(network);
});

/** The VPC and what leaves it. */
export const networkFields = z.strictObject({
  cidr: field(cidr, {
    meaning: "The address range of the VPC. It overlaps no other environment's, so that they can be connected one day.",
    allowed: 'a network inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, such as 10.0.0.0/16, with no bits beyond its prefix',
    serves: ['NET-1'],
  }),
  natGateways: field(z.enum(['one', 'per-zone']).default('per-zone'), {
    meaning: "How many NAT gateways there are. `one` is cheaper, and its zone takes the others' way out with it when it fails.",
    allowed: 'one, per-zone; prod and full take per-zone only',
    serves: ['NET-2', 'AVL-1'],
  }),
  interfaceEndpoints: field(z.boolean().default(true), {
    meaning: 'Whether AWS APIs are called through interface endpoints; else through the NAT gateways, which is cheaper.',
    allowed: 'true, false; false in dev and local only',
    serves: ['NET-7'],
  }),
  endpointZones: field(z.enum(['one', 'per-zone']).default('per-zone'), {
    meaning: 'In which zones interface endpoints stand. `one` is cheaper; its zone takes the AWS APIs with it when it fails.',
    allowed: 'one, per-zone',
    serves: ['NET-7'],
  }),
  networkFirewall: field(z.boolean().default(true), {
    meaning: 'Whether AWS Network Firewall judges what leaves by the TLS server name, behind the DNS firewall.',
    allowed: 'true, false',
    serves: ['NET-8'],
  }),
  blockPublicAccess: field(z.boolean().default(true), {
    meaning: 'Whether VPC Block Public Access shuts internet gateways to what comes in. It acts on every VPC of the account in the region.',
    allowed: 'true, false',
    serves: ['NET-3'],
  }),
  bastion: field(z.boolean().default(false), {
    meaning: 'Whether there is a bastion, without a public address, for SSH to services. Session Manager needs none.',
    allowed: 'true, false',
    serves: ['NET-6'],
  }),
  outboundDomains: field(z.array(z.string().max(255).regex(OUTBOUND_DOMAIN)).default([]), {
    meaning:
      "The domains that may be looked up and reached from inside, beside the region's own AWS APIs. " +
      '`events.pagerduty.com` is added while `alerts.pagerDuty` is on.',
    allowed: 'a list of domains in lower case, such as api.example.org or *.example.org; names below localhost in local only',
    serves: ['NET-8'],
  }),
});

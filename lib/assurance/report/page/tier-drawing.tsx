import type { NetworkDrawing } from '../../evidence/schema';

const TIERS = ['public', 'firewall', 'private', 'data'] as const;
const NOTES: Readonly<Record<(typeof TIERS)[number], string>> = {
  public: 'NAT and internet-facing load balancers only',
  firewall: 'Network Firewall endpoints',
  private: 'functions, services, endpoints',
  data: 'no route to the internet, in either direction',
};

/** The tiers of an environment's network by zone, as a drawn grid of subnets. */
export function TierDrawing({ network }: { readonly network: NetworkDrawing }) {
  const tiers = TIERS.filter((tier) => network.subnets.some((subnet) => subnet.tier === tier));
  return (
    <figure class="drawing tiers">
      <div class="vpc">
        <div class="vpc-head">
          <strong>VPC {network.cidr}</strong>
          <span>{gates(network)}</span>
        </div>
        <div class="zones" style={`--zones:${String(network.zones.length)}`}>
          <span />
          {network.zones.map((zone) => (
            <span class="zone">{zone}</span>
          ))}
          {tiers.map((tier) => (
            <TierRow network={network} tier={tier} />
          ))}
        </div>
        {network.endpoints.length === 0 ? null : <p class="endpoints">VPC endpoints: {network.endpoints.join(', ')}</p>}
      </div>
    </figure>
  );
}

function TierRow({ network, tier }: { readonly network: NetworkDrawing; readonly tier: (typeof TIERS)[number] }) {
  const groups = network.groups.filter((group) => group.tier === tier).map(({ name }) => name);
  return (
    <>
      <div class={`tier-name tier-${tier}`}>
        <strong>{tier}</strong>
        <span class="quiet">{NOTES[tier]}</span>
        <span class="quiet">{groups.join(', ')}</span>
      </div>
      {network.zones.map((zone) => (
        <div class={`subnet tier-${tier}`}>
          {network.subnets
            .filter((subnet) => subnet.tier === tier && subnet.zone === zone)
            .map(({ cidr }) => (
              <code>{cidr}</code>
            ))}
        </div>
      ))}
    </>
  );
}

function gates(network: NetworkDrawing): string {
  const nat = `${String(network.natGateways)} NAT gateway${network.natGateways === 1 ? '' : 's'}`;
  return [nat, network.networkFirewall ? 'Network Firewall' : 'DNS Firewall only'].join(' · ');
}

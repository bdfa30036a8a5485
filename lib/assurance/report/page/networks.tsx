import type { Evidence, NetworkDrawing } from '../../evidence/schema';
import { FlowDrawing } from './flow-drawing';
import { TierDrawing } from './tier-drawing';

/** The network of each environment, drawn and as a table. */
export function Networks({ evidence }: { readonly evidence: Evidence }) {
  const opened = evidence.environments.find(({ name }) => name === 'prod')?.name ?? evidence.environments[0]?.name;
  return (
    <section id="network" aria-labelledby="network-title">
      <h2 id="network-title">Network</h2>
      {evidence.network.map((network) => (
        <OneNetwork network={network} open={network.environment === opened} />
      ))}
    </section>
  );
}

function OneNetwork({ network, open }: { readonly network: NetworkDrawing; readonly open: boolean }) {
  return (
    <details class="network" open={open}>
      <summary>
        <h3>{network.environment}</h3>{' '}
        <span class="quiet">
          {network.zones.length} zones, {network.groups.length} groups, {network.flows.length} flows
        </span>
      </summary>
      <TierDrawing network={network} />
      <FlowDrawing network={network} />
      <details>
        <summary>The table of allowed flows</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">Port</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {network.flows.map((flow) => (
              <tr>
                <td>{flow.from}</td>
                <td>{flow.to}</td>
                <td>
                  {flow.protocol} {flow.port}
                </td>
                <td>{flow.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </details>
  );
}

import type { NetworkDrawing } from '../../evidence/schema';
import { BOX_HEIGHT, BOX_WIDTH, layoutFlows, type Box, type Line } from './network-layout';

/** The groups of an environment and the flows between them; a focused or hovered group lights its own flows. */
export function FlowDrawing({ network }: { readonly network: NetworkDrawing }) {
  const { width, height, boxes, lines } = layoutFlows(network);
  return (
    <figure class="drawing">
      <div class="scroll" tabIndex={0} role="region" aria-label={`Drawing of allowed flows, ${network.environment}`}>
        <svg
          viewBox={`0 0 ${String(width)} ${String(height)}`}
          style={`max-width:${String(width)}px;min-width:${String(Math.min(width, 900))}px`}
          role="group"
          aria-label={`Allowed flows of ${network.environment}; the table below says the same`}
        >
          <defs>
            <marker id={`arrow-${network.environment}`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
              <path d="M0 0 L8 4 L0 8 z" class="arrow-head" />
            </marker>
          </defs>
          {lines.map((line) => (
            <FlowLine line={line} environment={network.environment} />
          ))}
          {boxes.map((box) => (
            <GroupBox box={box} />
          ))}
        </svg>
      </div>
      <figcaption>
        Allowed flows between groups; nothing else is. Each box names what else its group reaches.{' '}
        <span class="legend">
          <i class="tier-outside" /> outside <i class="tier-public" /> public <i class="tier-private" /> private <i class="tier-data" /> data
        </span>
      </figcaption>
    </figure>
  );
}

function FlowLine({ line, environment }: { readonly line: Line; readonly environment: string }) {
  const path = line.points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${String(x)} ${String(y)}`).join(' ');
  return (
    <g class="flow" data-from={line.from} data-to={line.to}>
      <title>{`${line.from} to ${line.to} on ${line.ports}`}</title>
      <path d={path} marker-end={`url(#arrow-${environment})`} />
      <text x={line.label.x} y={line.label.y - 4} text-anchor="middle">
        {line.ports}
      </text>
    </g>
  );
}

function GroupBox({ box }: { readonly box: Box }) {
  const left = box.x - BOX_WIDTH / 2;
  const top = box.y - BOX_HEIGHT / 2;
  return (
    <g
      class={`group tier-${box.tier}`}
      data-group={box.name}
      tabIndex={0}
      role="img"
      aria-label={`${box.name}, ${box.tier}${box.leaves.length === 0 ? '' : `, also reaches ${box.leaves.join(', ')}`}`}
    >
      <rect x={left} y={top} width={BOX_WIDTH} height={BOX_HEIGHT} rx="8" />
      <text class="group-name" x={left + 12} y={top + 22}>
        {box.name}
      </text>
      {wrap(box.leaves).map((text, index) => (
        <text class="group-leaves" x={left + 12} y={top + 38 + index * 14}>
          {text}
        </text>
      ))}
    </g>
  );
}

/** At most two lines of what fits into a box. */
function wrap(leaves: readonly string[]): string[] {
  const half = leaves.length > 2 ? 2 : leaves.length;
  return [leaves.slice(0, half).join('  '), leaves.slice(half).join('  ')].filter((text) => text !== '');
}

import { Graph, layout } from '@dagrejs/dagre';
import type { NetworkDrawing } from '../../evidence/schema';

/** A box of the drawing of flows; `x` and `y` are its centre. */
export interface Box {
  readonly name: string;
  /** `outside`, or the tier in which the group stands. */
  readonly tier: string;
  readonly x: number;
  readonly y: number;
  /** What it reaches beside other groups, such as `s3:443`. */
  readonly leaves: readonly string[];
}

/** A line of the drawing of flows. */
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly ports: string;
  readonly points: readonly Point[];
  /** Where the ports are written. */
  readonly label: Point;
}

/** A place on the drawing, in its own units. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** A drawing of flows, placed. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

export const BOX_WIDTH = 190;
export const BOX_HEIGHT = 62;

/** Peers that nearly every group reaches: written inside the boxes, as lines to them would hide the rest. */
const EVERYWHERE: readonly string[] = ['endpoints', 's3', 'dynamodb', 'internet'];

/** Places groups and the flows between them from left to right. */
export function layoutFlows(network: NetworkDrawing): Layout {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 22, edgesep: 16, ranksep: 110, marginx: 8, marginy: 8 });
  const drawn = network.flows.filter((flow) => !EVERYWHERE.includes(flow.to));
  const names = namesOf(network, drawn);
  for (const name of names) graph.setNode(name, { width: BOX_WIDTH, height: BOX_HEIGHT });
  for (const { from, to } of drawn) graph.setEdge(from, to, { width: 40, height: 16, labelpos: 'c' });
  layout(graph);
  const { width, height } = graph.graph() as { width: number; height: number };
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    boxes: names.map((name) => box(name, network, graph)),
    lines: pairs(drawn).map(({ from, to }) => ({ from, to, ports: portsBetween(drawn, from, to), ...routeOf(graph, from, to) })),
  };
}

type Flows = NetworkDrawing['flows'];

function namesOf(network: NetworkDrawing, drawn: Flows): string[] {
  const outside = drawn.flatMap(({ from, to }) => [from, to]).filter((name) => !network.groups.some((group) => group.name === name));
  return [...new Set([...outside, ...network.groups.map(({ name }) => name)])].filter((name) => !EVERYWHERE.includes(name));
}

function box(name: string, network: NetworkDrawing, graph: Graph): Box {
  const tier = network.groups.find((group) => group.name === name)?.tier ?? 'outside';
  const leaves = network.flows.filter((flow) => flow.from === name && EVERYWHERE.includes(flow.to)).map(({ to, port }) => `${to}:${String(port)}`);
  return { name, tier, ...rounded(graph.node(name) as Point), leaves };
}

function pairs(flows: Flows): { from: string; to: string }[] {
  return [...new Map(flows.map(({ from, to }) => [`${from} ${to}`, { from, to }])).values()];
}

function portsBetween(flows: Flows, from: string, to: string): string {
  return flows
    .filter((flow) => flow.from === from && flow.to === to)
    .map(({ port }) => port)
    .sort((a, b) => a - b)
    .join(', ');
}

/** From side to side through the gap between columns, so that no line passes behind a box. */
function routeOf(graph: Graph, from: string, to: string): Pick<Line, 'points' | 'label'> {
  const edge = graph.edge(from, to) as { points: Point[] } & Point;
  const bends = edge.points.slice(1, -1);
  const route = [sideOf(graph, from, bends[0] ?? edge), ...bends, sideOf(graph, to, bends.at(-1) ?? edge)];
  return { points: route.map(rounded), label: rounded(edge) };
}

/** The middle of the side of a box that faces a point. */
function sideOf(graph: Graph, name: string, point: Point): Point {
  const { x, y } = graph.node(name) as Point;
  return { x: x + (Math.sign(point.x - x) * BOX_WIDTH) / 2, y };
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}

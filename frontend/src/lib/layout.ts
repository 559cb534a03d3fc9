/** Where the states and moves of a graph are drawn: laid out in layers, the moves around the boxes. */
import { Graph, layout as arrange } from "@dagrejs/dagre";

import type { GraphShown } from "./types";

export interface Box { x: number; y: number; width: number; height: number; lines: string[] }
export interface Layout {
  width: number;
  height: number;
  nodes: (GraphShown["nodes"][number] & Box)[];
  edges: (GraphShown["edges"][number] & { path: string })[];
}

const CHARACTERS = 30;
const CHARACTER = 7.1;
const LINE = 14;
const EDGE = 12;

/** The words of a label in lines; no word is left out, as the last ones may be what tells two states apart. */
export function wrapped(text: string, width = CHARACTERS): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

interface Point { x: number; y: number }

/** A curve through points: straight at its ends, smooth at those between. */
function curve(points: Point[]): string {
  const at = ({ x, y }: Point): string => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
  const [first, ...rest] = points;
  if (!first) return "";
  const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const bends = rest.slice(0, -1).map((point, n) => `Q${at(point)} ${at(n + 2 === rest.length ? rest[n + 1]! : middle(point, rest[n + 1]!))}`);
  return `M${at(first)}${bends.length ? bends.join("") : `L${at(rest[0] ?? first)}`}`;
}

export function layout(graph: GraphShown): Layout {
  const made = new Graph<{ width?: number; height?: number }, Box, { points: Point[] }>({ multigraph: true });
  made.setGraph({ rankdir: "LR", nodesep: 18, ranksep: 70, edgesep: 8, marginx: EDGE, marginy: EDGE, ranker: "longest-path" } as object);
  made.setDefaultEdgeLabel(() => ({ points: [] }));
  for (const node of graph.nodes) {
    const lines = wrapped(node.name);
    const width = 18 + CHARACTER * Math.max(12, ...lines.map((line) => line.length));
    made.setNode(node.state, { x: 0, y: 0, width, height: 12 + LINE * lines.length, lines });
  }
  for (const edge of graph.edges) made.setEdge(edge.from, edge.to, { points: [] }, edge.by);
  arrange(made);
  const nodes = graph.nodes.map((node) => {
    const box = made.node(node.state);
    return { ...node, ...box, x: box.x - box.width / 2, y: box.y - box.height / 2 };
  });
  const edges = graph.edges.map((edge) => ({ ...edge, points: made.edge(edge.from, edge.to, edge.by).points }));
  // The picture holds every box and every bend.
  const right = [...nodes.map((n) => n.x + n.width), ...edges.flatMap((e) => e.points.map((p) => p.x))];
  const low = [...nodes.map((n) => n.y + n.height), ...edges.flatMap((e) => e.points.map((p) => p.y))];
  return {
    width: Math.ceil(Math.max(0, ...right) + EDGE),
    height: Math.ceil(Math.max(0, ...low) + EDGE),
    nodes,
    edges: edges.map(({ points, ...edge }) => ({ ...edge, path: curve(points) })),
  };
}

// The network as it is drawn: actors with places, ties with bends.
import type { Network, NetworkEdge, NetworkNode } from "./answers";

export interface Point { x: number; y: number }

/** An actor in the picture. The place is in the coordinates of the layout. */
export interface Actor extends Point {
  id: string;
  node: NetworkNode;
  /** How large it is drawn, by its ties in the whole time. */
  radius: number;
  /** How many ties it has in the whole time: what labels are given by. */
  weight: number;
}

/** A tie in the picture. */
export interface Tie {
  id: string;
  edge: NetworkEdge;
  source: Actor;
  target: Actor;
  /** How far it bends aside, so that several ties of a pair can be told apart; 0: straight. */
  bend: number;
}

export interface Scene { actors: Actor[]; ties: Tie[] }

/** How large an actor with so many ties is drawn. */
export function radiusOf(degree: number): number {
  return 7 + 2.2 * Math.sqrt(Math.min(degree, 60));
}

/** Makes the scene of a network; actors of it that are known keep their places and sizes. */
export function sceneOf(network: Network, known: Map<string, Actor>): Scene {
  const actors = network.nodes.map((node) => {
    const actor = known.get(node.id) ?? { id: node.id, node, radius: radiusOf(node.degree), weight: node.degree, x: NaN, y: NaN };
    actor.node = node;
    known.set(node.id, actor);
    return actor;
  });
  const ties: Tie[] = [];
  for (const pair of pairs(network.edges).values()) {
    pair.forEach((edge, i) => {
      const source = known.get(edge.source);
      const target = known.get(edge.target);
      if (source && target) ties.push({ id: edge.id, edge, source, target, bend: (i - (pair.length - 1) / 2) * Math.min(1, widest / gap / Math.max(pair.length - 1, 1)) });
    });
  }
  return { actors, ties };
}

/** Edges by the two that they are between, whatever the direction. */
function pairs(edges: NetworkEdge[]): Map<string, NetworkEdge[]> {
  const found = new Map<string, NetworkEdge[]>();
  for (const edge of edges) {
    const key = edge.source < edge.target ? `${edge.source} ${edge.target}` : `${edge.target} ${edge.source}`;
    const pair = found.get(key);
    if (pair) pair.push(edge);
    else found.set(key, [edge]);
  }
  return found;
}

/** The way of a tie through the picture: the path that is drawn, and its middle. */
export interface Route { d: string; middle: Point }

/** How far neighbouring ties of a pair lie apart in their middle. */
const gap = 20;
/** How far the outermost of them may lie apart. */
const widest = 84;
/** What is left free between an arrow and the actor that it points at. */
const clearance = 3;

/** Finds the way of a tie, from its subject to the border of its object. */
export function routeOf({ source, target, bend }: Tie): Route {
  if (source === target) return loop(source, bend);
  const dx = target.x - source.x;
  const dy = target.y - source.y;
  const length = Math.hypot(dx, dy) || 1;
  const side = source.id < target.id ? 1 : -1; // the same side for both directions
  const shift = (2 * bend * gap * side) / length;
  const control = { x: (source.x + target.x) / 2 - dy * shift, y: (source.y + target.y) / 2 + dx * shift };
  const inset = Math.min(target.radius + clearance, length / 2);
  const last = Math.hypot(target.x - control.x, target.y - control.y) || 1;
  const end = {
    x: target.x + ((control.x - target.x) * inset) / last,
    y: target.y + ((control.y - target.y) * inset) / last,
  };
  const middle = {
    x: (source.x + 2 * control.x + end.x) / 4,
    y: (source.y + 2 * control.y + end.y) / 4,
  };
  const d = bend === 0
    ? `M${at(source)}L${at(end)}`
    : `M${at(source)}Q${at(control)} ${at(end)}`;
  return { d, middle };
}

/** A tie of an actor to itself. */
function loop({ x, y, radius }: Actor, bend: number): Route {
  const height = radius * 3 + Math.abs(bend) * gap;
  const [left, right] = [{ x: x - height, y: y - height }, { x: x + height, y: y - height }];
  return { d: `M${at({ x, y })}C${at(left)} ${at(right)} ${at({ x, y: y - radius })}`, middle: { x, y: y - height * 0.75 } };
}

function at({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

/** A coordinate as it is written: a tenth of a pixel is enough. */
export function round(n: number): number {
  return Math.round(n * 10) / 10;
}

// The network as drawn: actors with places, and ties as lines between them.
import type { Network, NetworkEdge, NetworkNode } from "./answers";
import { certaintyOf, kindsIn, signOf, statusOf } from "./together";

export interface Point { x: number; y: number }

/** An actor in the picture. Its place is in the coordinates of the layout. */
export interface Actor extends Point {
  id: string;
  node: NetworkNode;
  /** Its number of lines in the picture. */
  degree: number;
  /** The radius that it is drawn with, from its number of lines over all time. */
  radius: number;
  /** Its number of lines over all time, which decides the order of labels. */
  weight: number;
}

/** A tie in the picture. */
export interface Tie { id: string; edge: NetworkEdge; source: Actor; target: Actor }

/** What the ties of a line add up to. */
export type Look = Pick<NetworkEdge, "type" | "sign" | "status" | "certainty" | "kinds" | "directed">;

/** A line of the picture: all ties of one type from one actor to another. */
export interface Line extends Look {
  /** The id of the first of its ties. */
  id: string;
  ties: Tie[];
  source: Actor;
  target: Actor;
  /** How far it curves, to separate several lines of a pair; 0 if straight. */
  bend: number;
}

export interface Scene { actors: Actor[]; ties: Tie[]; lines: Line[] }

/** With more lines than this, a picture is crowded: it is drawn fainter, and settles in the background. */
export const crowd = 300;

/** The radius of an actor with a number of lines. */
export function radiusOf(degree: number): number {
  return 7 + 2.2 * Math.sqrt(Math.min(degree, 60));
}

/** Builds the scene of a network; known actors keep their places and sizes. */
export function sceneOf(network: Network, known: Map<string, Actor>): Scene {
  const actors = network.nodes.map((node) => {
    const actor = known.get(node.id) ?? { id: node.id, node, degree: 0, radius: 0, weight: 0, x: NaN, y: NaN };
    Object.assign(actor, { node, degree: 0 });
    known.set(node.id, actor);
    return actor;
  });
  const pairs = [...grouped(network.edges, pairOf).values()].map((pair) => pair.flatMap((edge): Tie[] => {
    const source = known.get(edge.source);
    const target = known.get(edge.target);
    return source && target ? [{ id: edge.id, edge, source, target }] : [];
  }));
  const lines = pairs.flatMap((pair) => linesOf([...grouped(pair, sameOf).values()]));
  for (const { source, target } of lines) {
    source.degree++;
    if (target !== source) target.degree++;
  }
  for (const actor of actors) if (actor.radius === 0) weigh(actor);
  return { actors, ties: pairs.flat(), lines };
}

/** Gives an actor the size and the weight of its lines in the picture. */
export function weigh(actor: Actor): void {
  Object.assign(actor, { radius: radiusOf(actor.degree), weight: actor.degree });
}

/** The lines between two actors, each for a group of ties. */
function linesOf(pair: Tie[][]): Line[] {
  const spread = Math.min(1, widest / gap / Math.max(pair.length - 1, 1));
  return pair.map((ties, i): Line => {
    const [first] = ties;
    const { id, source, target } = first!;
    return { id, source, target, ties, ...lookOf(ties.map(({ edge }) => edge)), bend: (i - (pair.length - 1) / 2) * spread };
  });
}

/** What edges of one pair and type add up to. */
function lookOf(edges: NetworkEdge[]): Look {
  const { type, directed } = edges[0]!;
  return {
    type, directed, sign: signOf(edges.map(({ sign }) => sign)), status: statusOf(edges.map(({ status }) => status)),
    certainty: certaintyOf(edges.map(({ certainty }) => certainty)), kinds: kindsIn(edges.map(({ kinds }) => kinds)),
  };
}

/** The two ends of an edge as a key, regardless of its direction. */
function pairOf({ source, target }: NetworkEdge): string {
  return source < target ? `${source} ${target}` : `${target} ${source}`;
}

/** The key that ties share if they are one line. */
function sameOf({ edge: { source, target, type } }: Tie): string {
  return `${source} ${target} ${type}`;
}

/** Groups things by a key, in the order of the first of each group. */
export function grouped<T>(things: T[], key: (thing: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const thing of things) {
    const group = found.get(key(thing));
    if (group) group.push(thing);
    else found.set(key(thing), [thing]);
  }
  return found;
}

/** The route of a line: its path data, and its midpoint. */
export interface Route { d: string; middle: Point }

/** The distance between neighbouring lines of a pair at their midpoints. */
const gap = 20;
/** The greatest distance between the outermost of them. */
const widest = 84;
/** The space between an arrow and the actor that it points at. */
const clearance = 3;

/** Routes a line from its subject to the border of its object. */
export function routeOf({ source, target, bend }: Line): Route {
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

/** A coordinate rounded to a tenth of a pixel, which is precise enough. */
export function round(n: number): number {
  return Math.round(n * 10) / 10;
}

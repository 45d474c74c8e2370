// Places actors by forces between them (d3-force): the same network gets the same places.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type Simulation } from "d3-force";

import { crowd, type Actor, type Point, type Scene } from "./scene";

/** How long the layout may block the page at a time, in milliseconds. */
const slice = 30;
/**
 * How long it may block at first, when there is nothing to see yet; not in a crowd, which does not settle that fast.
 */
const firstSlice = 250;
/** The least time before the second drawing, doubled before each further one: a drawing takes as long as many steps. */
const firstRedraw = 400;

/** Places the actors of a scene. Actors that have a place move little; new ones start near those they are tied to. */
export class Layout {
  private running = 0;

  /** Settles a scene for a frame of a size; if that takes long, draws in between. */
  async settle(scene: Scene, frame: { width: number; height: number }, draw: () => void): Promise<void> {
    const run = ++this.running;
    const fresh = scene.actors.every(({ x }) => Number.isNaN(x));
    begin(scene, fresh);
    const ticks = fresh ? (scene.actors.length > 150 ? 200 : 300) : 120;
    const simulation = simulate(scene, frame).alpha(fresh ? 1 : 0.3).alphaDecay(1 - Math.pow(0.001, 1 / ticks)).stop();
    for (let done = 0, pause = scene.lines.length > crowd ? slice : firstSlice, wait = firstRedraw, drawn = -Infinity; done < ticks; pause = slice) {
      for (const end = performance.now() + pause; done < ticks && performance.now() < end; done++) simulation.tick();
      if (done === ticks) break;
      if (performance.now() - drawn > wait) {
        if (drawn > 0) wait *= 2;
        draw();
        drawn = performance.now();
      }
      await nextFrame();
      if (run !== this.running) return; // a newer run has begun
    }
  }

  /** Places the actors of a scene that have no place, and moves no other. */
  fill(scene: Scene): void {
    const unplaced = new Set(scene.actors.filter(({ x }) => Number.isNaN(x)));
    if (unplaced.size > 0) startNear(scene, unplaced);
  }
}

/** Gives initial places: on a spiral, the best connected innermost, if no actor has one; otherwise near neighbours. */
function begin(scene: Scene, fresh: boolean): void {
  const unplaced = new Set(scene.actors.filter(({ x }) => Number.isNaN(x)));
  if (!fresh) return startNear(scene, unplaced);
  scene.actors
    .slice()
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))
    .forEach((actor, i) => Object.assign(actor, spiral(i, 12)));
}

/** The i-th place on a sunflower (Fermat) spiral. */
function spiral(i: number, step: number): Point {
  const radius = step * Math.sqrt(i + 0.5);
  const angle = i * Math.PI * (3 - Math.sqrt(5));
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

/** Puts actors without a place near the mean of their neighbours that have one. */
function startNear(scene: Scene, unplaced: Set<Actor>): void {
  const near = new Map<Actor, Point[]>();
  for (const { source, target } of scene.lines) {
    if (unplaced.has(source) && !unplaced.has(target)) near.set(source, [...(near.get(source) ?? []), target]);
    if (unplaced.has(target) && !unplaced.has(source)) near.set(target, [...(near.get(target) ?? []), source]);
  }
  let i = 0;
  for (const actor of unplaced) {
    const around = near.get(actor) ?? [];
    const aside = spiral(3 + i++, 25);
    actor.x = mean(around.map(({ x }) => x)) + aside.x;
    actor.y = mean(around.map(({ y }) => y)) + aside.y;
  }
}

function mean(numbers: number[]): number {
  return numbers.length > 0 ? numbers.reduce((sum, n) => sum + n, 0) / numbers.length : 0;
}

/** The simulation. The more room there is for each actor, the further apart they are, to leave space for names. */
function simulate({ actors, lines }: Scene, { width, height }: { width: number; height: number }): Simulation<Actor, undefined> {
  const room = Math.min(Math.max(Math.sqrt((width * height) / actors.length) / 120, 0.36), 1);
  const aspect = width / height;
  const links = lines.map(({ source, target }) => ({ source, target }));
  const pull = 0.06;
  return forceSimulation(actors)
    .force("repel", forceManyBody<Actor>().strength((a) => -(260 + a.radius * 26) * room).distanceMax(700))
    .force("link", forceLink<Actor, (typeof links)[number]>(links).distance((l) => l.source.radius + l.target.radius + 40 + 62 * room))
    .force("collide", forceCollide<Actor>((a) => a.radius + 4 + 18 * room))
    .force("x", forceX<Actor>(0).strength(pull / Math.max(aspect, 0.6)))
    .force("y", forceY<Actor>(0).strength(pull * Math.max(aspect, 0.6)));
}

function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

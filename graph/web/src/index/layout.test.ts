import { deepEqual, ok } from "node:assert/strict";
import { test } from "node:test";

import { Layout } from "./layout";
import { network, random } from "./sample";
import { sceneOf, type Actor } from "./scene";

globalThis.requestAnimationFrame = (next) => Number(setTimeout(() => next(performance.now())));

const frame = { width: 800, height: 600 };
const next = random(3);
const some = network(Array.from({ length: 60 }, () => `n${Math.floor(next() * 25)}>n${Math.floor(next() * 25)}`));

/** Settles a network and returns the places of its actors. */
async function settled(known: Map<string, Actor>): Promise<Record<string, [x: number, y: number]>> {
  const scene = sceneOf(some, known);
  await new Layout().settle(scene, frame, () => {});
  return Object.fromEntries(scene.actors.map(({ id, x, y }) => [id, [x, y]]));
}

test("the same network gets the same places, none of them overlapping", async () => {
  const places = await settled(new Map());
  deepEqual(await settled(new Map()), places);
  const all = Object.values(places);
  for (const [i, [x, y]] of all.entries()) {
    for (const [u, v] of all.slice(0, i)) ok(Math.hypot(x - u, y - v) > 14, `${x},${y} is over ${u},${v}`);
  }
});

test("what is new starts near what it is tied to, and moves nothing", async () => {
  const known = new Map<string, Actor>();
  const before = await settled(known);
  const scene = sceneOf(network(["n1>new", "n2>new"]), known);
  new Layout().fill(scene);
  const [one, two, made] = ["n1", "n2", "new"].map((id) => known.get(id)!);
  deepEqual([one!.x, one!.y], before.n1);
  ok(Math.hypot(made!.x - (one!.x + two!.x) / 2, made!.y - (one!.y + two!.y) / 2) < 60);
});

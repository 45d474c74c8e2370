import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";

import { network } from "./sample";
import { sceneOf } from "./scene";
import { walk } from "./walk";

// North, east, south and west around a middle; two ties to the east.
const scene = sceneOf(network(["m>n", "m>e", "e-m", "s>m", "m>w"]), new Map());
const places: Record<string, [number, number]> = { m: [0, 0], n: [10, -100], e: [100, 10], s: [-10, 100], w: [-100, -10] };
for (const actor of scene.actors) [actor.x, actor.y] = places[actor.id] ?? [NaN, NaN];

test("arrows lead to the nearest actor in their direction", () => {
  const arrows = ["ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft"];
  deepEqual(arrows.map((key) => walk(scene, "m", "", key)), ["n", "e", "s", "w"]);
  equal(walk(scene, "n", "", "ArrowUp"), undefined);
  equal(walk(scene, "n", "", "ArrowDown"), "m");
});

test("comma and full stop cycle through all ties of an actor", () => {
  const seen: string[] = [];
  for (let at = ""; seen.length < 6; seen.push(at)) at = walk(scene, "m", at, ".") ?? "";
  equal(new Set(seen).size, 5);
  equal(seen[5], seen[0]);
  for (const at of seen.slice(0, 5).reverse()) equal(walk(scene, "m", walk(scene, "m", at, ".") ?? "", ","), at);
  equal(walk(scene, "m", "", ","), seen[4]);
  deepEqual([walk(scene, "n", "", "."), walk(scene, "n", "", ",")], ["m>n#0", "m>n#0"]);
});

test("an arrow leads from a tie to the end that lies there", () => {
  deepEqual([walk(scene, "m", "m>e#1", "ArrowRight"), walk(scene, "m", "m>e#1", "ArrowLeft")], ["e", "m"]);
});

test("from a tie of other actors, navigation continues from its subject", () => {
  equal(walk(scene, "n", "s>m#3", "."), "s>m#3");
});

test("Home and End lead to the first and the last actor; other keys nowhere", () => {
  deepEqual([walk(scene, "e", "", "Home"), walk(scene, "e", "", "End"), walk(scene, "e", "", "x")], ["m", "w", undefined]);
  equal(walk(scene, "", "", "ArrowUp"), "m");
  equal(walk({ actors: [], ties: [], lines: [] }, "", "", "Home"), undefined);
});

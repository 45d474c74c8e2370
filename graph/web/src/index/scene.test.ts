import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";

import { nameOf } from "./picture";
import { crowd, radiusOf, routeOf, sceneOf, type Actor } from "./scene";
import { alike } from "./panel";
import { network } from "./sample";

/** The scene of ties whose actors have given places. */
function placed(ties: string[], places: Record<string, [x: number, y: number]>) {
  const scene = sceneOf(network(ties), new Map());
  for (const actor of scene.actors) [actor.x, actor.y] = places[actor.id] ?? [NaN, NaN];
  return scene;
}

test("known actors keep their places and sizes", () => {
  const known = new Map<string, Actor>();
  const [a] = sceneOf(network(["a>b", "a>c"]), known).actors;
  ok(a);
  Object.assign(a, { x: 3, y: 4 });
  const again = sceneOf(network(["d>a"]), known);
  equal(again.actors.find(({ id }) => id === "a"), a);
  equal(a.node.degree, 1);
  equal(a.radius, radiusOf(2));
  ok(Number.isNaN(again.actors.find(({ id }) => id === "d")?.x));
});

test("an edge whose actors are not in the network is left out", () => {
  const cut = network(["a>b", "a>c"]);
  cut.nodes.pop();
  deepEqual(sceneOf(cut, new Map()).ties.map(({ id }) => id), ["a>b#0"]);
});

test("several lines of a pair curve apart, whatever their direction", () => {
  const bends = (ties: string[]) => sceneOf(network(ties), new Map()).lines.map(({ bend }) => bend);
  deepEqual(bends(["a>b"]), [0]);
  deepEqual(bends(["a>b", "b>a"]), [-0.5, 0.5]);
  deepEqual(bends(["a>b", "c>d", "a-b", "b-a"]), [-1, 0, 1, 0]);
  const many = bends(Array.from({ length: 40 }, () => "a>b"));
  equal(Math.max(...many) - Math.min(...many), 84 / 20);
  const { lines } = placed(["a>b", "b>a"], { a: [0, 0], b: [100, 0] });
  const [one, other] = lines.map((line) => routeOf(line).middle.y);
  ok(one !== undefined && other !== undefined && one * other < 0, `${one} and ${other} are on the same side`);
});

test("in a crowd, and only there, ties that look alike are one line", () => {
  const ties = (n: number) => Array.from({ length: n }, (_, i) => `a>${"bc"[i % 2]}`);
  equal(sceneOf(network(ties(crowd)), new Map()).lines.length, crowd);
  const scene = sceneOf(network(ties(crowd + 2)), new Map());
  deepEqual(scene.lines.map(({ id, ties }) => [id, ties.length]), [["a>b#0", 151], ["a>c#1", 151]]);
  equal(scene.ties.length, crowd + 2);
  equal(sceneOf(network([...ties(crowd), "b>a", "a-b"]), new Map()).lines.length, 4);
  equal(nameOf(scene.lines[0]!), "A supports B: 151 ties, friendly, asserted");
  deepEqual(alike(scene, "a>b#2").length, 150);
  ok(!alike(scene, "a>b#2").some(({ id }) => id === "a>b#2"));
});

test("a line of one tie is named by its summary", () => {
  const name = (change: object) => nameOf(sceneOf(network(["a>b"], change), new Map()).lines[0]!);
  equal(name({}), "a supports b: friendly, asserted");
  equal(name({ kinds: ["TROOPS", "POLITICAL"], status: "DENIED" }), "a supports b (troops, political): friendly, denied");
});

test("a line ends at the border of its object", () => {
  const { lines: [line] } = placed(["a>b"], { a: [0, 0], b: [100, 0] });
  ok(line);
  const { d, middle } = routeOf(line);
  equal(d, `M0,0L${Math.round((100 - line.target.radius - 3) * 10) / 10},0`);
  equal(middle.y, 0);
  const { lines: [near] } = placed(["a>b"], { a: [5, 5], b: [5, 5] });
  ok(near && !routeOf(near).d.includes("NaN"));
});

test("a tie of an actor to itself is a loop above it", () => {
  const { lines: [line] } = placed(["a>a"], { a: [10, 10] });
  ok(line && routeOf(line).d.includes("C") && routeOf(line).middle.y < 10);
});

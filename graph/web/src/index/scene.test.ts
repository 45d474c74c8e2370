import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";

import { nameOf } from "./picture";
import { radiusOf, routeOf, sceneOf, type Actor } from "./scene";
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
  equal(a.degree, 1);
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
  const { lines } = placed(["a>b", "b>a"], { a: [0, 0], b: [100, 0] });
  const [one, other] = lines.map((line) => routeOf(line).middle.y);
  ok(one !== undefined && other !== undefined && one * other < 0, `${one} and ${other} are on the same side`);
});

test("ties of one pair and type are one line, and count once", () => {
  const scene = sceneOf(network(["a>b", "a>c", "a>b", "b>a", "a-b", "c>c"]), new Map());
  deepEqual(scene.lines.map(({ id, ties }) => [id, ties.length]), [["a>b#0", 2], ["b>a#3", 1], ["a-b#4", 1], ["a>c#1", 1], ["c>c#5", 1]]);
  equal(scene.ties.length, 6);
  deepEqual(scene.actors.map(({ id, degree }) => [id, degree]), [["a", 4], ["b", 3], ["c", 2]]);
  deepEqual(sceneOf(network(["a>b"]), new Map(scene.actors.map((actor) => [actor.id, actor]))).actors.map(({ degree }) => degree), [1, 1]);
});

test("a line looks like what its ties add up to", () => {
  const some = network(["a>b", "a>b"]);
  Object.assign(some.edges[0]!, { sign: "NEUTRAL", status: "DENIED", certainty: "PRESUMED", kinds: ["TROOPS", "POLITICAL"] });
  Object.assign(some.edges[1]!, { status: "ALLEGED", kinds: ["WEAPONS", "TROOPS"] });
  const [line] = sceneOf(some, new Map()).lines;
  const { sign, status, certainty, kinds } = line!;
  deepEqual({ sign, status, certainty, kinds }, { sign: "POSITIVE", status: "ALLEGED", certainty: "KNOWN", kinds: ["TROOPS", "WEAPONS", "POLITICAL"] });
  equal(nameOf(line!), "A supports B (troops, weapons, political): friendly, alleged");
});

test("a line of one tie is named by its summary", () => {
  const name = (change: object) => nameOf(sceneOf(network(["a>b"], change), new Map()).lines[0]!);
  equal(name({}), "a supports b: friendly, asserted");
  equal(name({ kinds: ["TROOPS", "POLITICAL"], status: "DENIED" }), "a supports b (troops, political): friendly, denied");
  const { relation } = network(["a>b"]).edges[0]!;
  equal(name({ certainty: "PRESUMED", relation: { ...relation, lastReported: "2020-05" } }), "a supports b: friendly, asserted, presumed, last reported May 2020");
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

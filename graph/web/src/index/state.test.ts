import { deepEqual, equal, match, ok } from "node:assert/strict";
import { test } from "node:test";

import type { NetworkEdge } from "./answers";
import { APIError } from "./api";
import { network, start } from "./sample";
import { sceneOf } from "./scene";
import { changed, dated, drawnOf, isLoading, nameOf, noted, opened, spanned, type Answered, type State } from "./state";
import { read } from "./view";

/** The state of a page at an address, once the server has answered with some ties. */
function state(search: string, ties: string[] = ["a>b", "b-c"], change: Partial<State & Answered> = {}): State {
  const view = read(search);
  const { truncated = false, partition, finding = false, ...rest } = change;
  const begun = opened(view);
  const answered = { view, scene: sceneOf(network(ties), begun.places), truncated, partition, finding };
  return { ...begun, answered, settled: "it", ...rest };
}

const labels = (notice: { buttons: { label: string }[] } | undefined) => notice?.buttons.map(({ label }) => label);

test("a page that was just opened has nothing in it", () => {
  const { scene, blocs, near, count, empty, trouble, notice, busy, title } = drawnOf(opened(read("")));
  deepEqual([scene.ties, blocs.size, near.size, count, empty, trouble, notice, busy, title], [[], 0, 0, "", undefined, undefined, undefined, false, "Entente"]);
});

test("the picture is counted in words", () => {
  equal(drawnOf(state("")).count, "3 actors, 2 ties");
  equal(drawnOf(state("?asOf=1907&knownBy=1910-05")).count, "3 actors, 2 ties, as of 1907, as known on May 1910");
  equal(drawnOf(state("", ["a>b", "a>b", "a-b"])).count, "2 actors, 2 ties");
  equal(drawnOf(state("", ["a>b"], { finding: true })).count, "2 actors, 1 tie. Finding blocs …");
  equal(drawnOf(state("", ["a>b"], { truncated: true })).count, "2 actors, 1 tie. There are more: these are the nearest and best connected.");
  equal(drawnOf(state("", ["a>b"], { truncated: true, finding: true })).label, "2 actors, 1 tie");
});

test("until the server answers, the count is that of the picture as drawn", () => {
  const before = state("?asOf=1907");
  equal(drawnOf({ ...before, view: read("?asOf=1908"), pending: true }).count, "3 actors, 2 ties, as of 1907");
});

test("what is chosen is highlighted with what it is tied to", () => {
  const near = (search: string, change: Partial<State> = {}) => {
    const { near, chosen } = drawnOf(state(search, ["a>b", "b-c", "c>d"], change));
    return [[...near].sort().join(" "), chosen];
  };
  deepEqual(near(""), ["", ""]);
  deepEqual(near("?actor=b"), ["a a>b#0 b b-c#1 c", "b"]);
  deepEqual(near("?tie=c>d%232"), ["c c>d#2 d", "c>d#2"]);
  deepEqual(near("?event=b"), ["", ""]);
  deepEqual(near("?actor=nobody"), ["", "nobody"]);
  deepEqual(near("?compare=a,d&tab=compare", { grounds: ["a", "d", "b-c#1"] }), ["a b b-c#1 c d", ""]);
  deepEqual(near("?actor=b&tab=compare", { grounds: [] }), ["a a>b#0 b b-c#1 c", "b"]);
  deepEqual(near("?actor=b&tab=ties", { grounds: ["a", "d"] }), ["a a>b#0 b b-c#1 c", "b"]);
});

test("an empty picture explains why, and offers what helps", () => {
  const empty = (search: string, ties: string[] = []) => drawnOf(state(search, ties)).empty;
  equal(empty("", ["a>b"]), undefined);
  match(empty("")?.text ?? "", /No tie matches/);
  deepEqual(labels(empty("?asOf=all")), []);
  deepEqual(labels(empty("?asOf=all&knownBy=1900")), ["All time"]);
  deepEqual(labels(empty("?asOf=1900&types=LEADS")), ["All time", "Clear filters"]);
  match(empty("?asOf=1900-02-30")?.text ?? "", /an invalid date/);
  equal(empty("?asOf=1900-02-30", ["a>b"]), undefined);
  match(drawnOf(opened(read("?asOf=soon"))).empty?.text ?? "", /an invalid date/);
});

test("facts that may be out of date are warned of", () => {
  deepEqual([drawnOf(state("")).stale, drawnOf(state("", [], { stale: true })).stale], [false, true]);
});

test("trouble is shown with what may help", () => {
  const trouble = (error: Error) => drawnOf(state("", [], { trouble: error })).trouble;
  deepEqual(labels(trouble(new APIError("There is no actor.", "UNKNOWN_ACTOR"))), ["Clear filters", "Close"]);
  deepEqual(labels(trouble(new APIError("There is no actor.", "BAD_USER_INPUT"))), ["Try again", "Close"]);
  deepEqual(labels(trouble(new Error("no actor"))), ["Try again", "Close"]);
  deepEqual(labels(changed), ["Redraw", "Later"]);
  deepEqual(drawnOf(state("", [], { notice: noted("Copied.") })).notice, noted("Copied."));
});

test("the page is busy while an answer is still to come", () => {
  ok(drawnOf({ ...state(""), pending: true }).busy);
  ok(!drawnOf({ ...state("?asOf=soon"), pending: true }).busy);
  ok(!drawnOf(state("")).busy);
  ok(isLoading({ ...state(""), pending: true, settled: "" }));
  ok(!isLoading({ ...state(""), pending: true }));
});

test("the page rests once the picture is complete and the panel has followed", () => {
  const resting = (change: Partial<State>) => drawnOf({ ...state(""), ...change }).resting;
  ok(resting({ revision: 3, followed: 3 }));
  ok(!resting({ revision: 3, followed: 2 }));
  ok(!resting({ revision: 3, followed: 3, pending: true }));
});

test("blocs are by actor, and the legend explains them", () => {
  const partition = { blocs: [{ actors: [{ id: "a" }, { id: "b" }] }, { actors: [{ id: "c" }] }], frustration: 0, optimal: true };
  const { blocs, legend } = drawnOf(state("", ["a>b", "b-c"], { partition }));
  deepEqual([...blocs], [["a", 0], ["b", 0], ["c", 1]]);
  deepEqual(legend, { partition, presumed: false });
});

test("the title has the name of the actor whose page is open", () => {
  const named = state("?actor=a");
  equal(drawnOf(named).title, "A · Entente");
  equal(drawnOf(state("?actor=atlantis")).title, "atlantis · Entente");
  equal(drawnOf(state("?tie=a>b")).title, "Entente");
  equal(nameOf(named, "b"), "B");
});

test("the playground gets the query of the picture, with the view's variables", () => {
  const { query } = drawnOf(state("?knownBy=2020-06&around=lna&depth=2&actor=a"));
  const params = new URLSearchParams(query.slice("playground?".length));
  match(params.get("query") ?? "", /^query Network/);
  deepEqual(JSON.parse(params.get("variables") ?? ""), { where: { knownBy: "2020-06" }, around: ["lna"], depth: 2 });
});

/** A state of facts that cover support from 2019 to 2020-06 and enmity from 2018 to 2020-04-30. */
function covering(search: string, edge: Partial<NetworkEdge> = {}, ties: string[] = ["a>b", "b-c"]): State {
  const view = read(search);
  const scene = sceneOf(network(ties, edge), new Map());
  const coverage = [{ type: "SUPPORTS" as const, from: "2019", to: "2020-06" }, { type: "OPPOSES" as const, from: "2018", to: "2020-04-30" }];
  return { ...opened(view), start: start({ coverage }), answered: { view, scene, truncated: false, partition: undefined, finding: false } };
}

test("a page opens on the last day that every type covers, unless the address has a time", () => {
  const { start: begun } = covering("");
  ok(begun);
  deepEqual(["", "?asOf=2019", "?asOf=all"].map((search) => dated(read(search), begun).asOf), ["2020-04-30", "2019", ""]);
  deepEqual(["?knownBy=2019", "?knownBy=2020-04", "?knownBy=2021", "?knownBy=soon"].map((search) => dated(read(search), begun).asOf), ["2019", "2020-04-30", "2020-04-30", "2020-04-30"]);
  equal(dated(read(""), start({ coverage: [] })).asOf, "");
});

test("the slider spans what is covered and every date that was asked for", () => {
  const asked = covering("?asOf=2026");
  deepEqual(spanned(asked), { from: "2018", to: "2026" });
  deepEqual(spanned({ ...asked, span: spanned(asked), view: read("?asOf=2019") }), { from: "2018", to: "2026" });
  deepEqual(spanned(covering("?asOf=soon")), { from: "2018", to: "2020-06" });
  equal(spanned(opened(read("?asOf=2026"))), undefined);
});

test("a date that nothing covers is explained, and what goes on may be presumed", () => {
  const empty = (search: string) => drawnOf(covering(search, {}, [])).empty;
  equal(empty("?asOf=2026")?.text, "No source covers 2026: they speak of 2018 – June 2020. So nothing is known to hold then.");
  deepEqual(labels(empty("?asOf=2026")), ["Presume that ties go on", "As of 30 April 2020", "All time"]);
  match(empty("?asOf=2026&presumed=true")?.text ?? "", /No tie can be presumed to go on until then/);
  deepEqual(labels(empty("?asOf=2026&presumed=true")), ["As of 30 April 2020", "All time"]);
  deepEqual(labels(empty("?asOf=1950")), ["As of 30 April 2020", "All time"]);
  match(empty("?asOf=2020-05&types=OPPOSES")?.text ?? "", /No source covers May 2020: they speak of 2018 – 30 April 2020/);
  match(empty("?asOf=2020&knownBy=2019")?.text ?? "", /Nothing was known of 2020 on 2019/);
  deepEqual(labels(empty("?asOf=2020&knownBy=2019")), ["Presume that ties go on", "As of 2019", "All time"]);
  match(empty("?asOf=2019")?.text ?? "", /No tie matches/);
});

test("the picture tells what is presumed, and what is not covered", () => {
  const presumed = { certainty: "PRESUMED" as const };
  equal(drawnOf(covering("?asOf=2020-05")).count, "3 actors, 2 ties, as of May 2020. Not covered then: opposes.");
  equal(drawnOf(covering("?asOf=2026&presumed=true", presumed)).count, "3 actors, 2 ties (all presumed), as of 2026. Not covered: the sources speak of 2018 – June 2020.");
  equal(drawnOf(covering("?asOf=2019")).count, "3 actors, 2 ties, as of 2019");
  deepEqual(["?presumed=true", ""].map((search) => drawnOf(covering(search)).legend.presumed), [true, false]);
});

// Tests of how a comparison is put in words.
import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";

import type { Alignment, Reason, Reasons } from "./answers";
import { ambivalenceOf, askedWords, daysOf, factsIn, formulaOf, groundsOf, groups, scored, shared, thirdOf, verdictOf } from "./standing";

const none: Reasons = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };

/** An alignment of a and b with some fields. */
function alignment(change: Partial<Alignment> = {}): Alignment {
  return {
    actor: { id: "a", name: "A" }, with: { id: "b", name: "B" }, sign: "NEUTRAL", score: 0, direct: 0, ambivalent: false,
    commonFriends: 0, commonEnemies: 0, friendsOfEnemies: 0, opposedProxies: 0,
    byTie: none, byFriend: none, byEnemy: none, byFriendOfEnemy: none, byProxies: none, ...change,
  };
}

/** A reason along actors, with the facts of each tie and, after a !, what holds despite it. */
function reason(actors: string, ...ties: string[]): Reason {
  const facts = (ids = "") => [...ids].map((id) => ({ id, summary: id, status: "ASSERTED" as const }));
  return {
    rule: "COMMON_FRIEND", sign: "POSITIVE", explanation: "", days: [], actors: [...actors].map((id) => ({ id, name: id.toUpperCase() })),
    ties: ties.map((tie) => {
      const [relations, despite] = tie.split("!");
      return { sign: "POSITIVE", ambivalent: false, from: { name: "" }, to: { name: "" }, relations: facts(relations), despite: facts(despite) };
    }),
  };
}

test("the verdict is the direct tie, else the sign", () => {
  const verdicts: [string, Partial<Alignment>][] = [
    ["are allies", { direct: 1, sign: "POSITIVE" }],
    ["are enemies", { direct: -1, sign: "NEGATIVE", commonFriends: 9 }],
    ["are allies and enemies at once", { direct: -1, sign: "NEGATIVE", ambivalent: true }],
    ["are on the same side", { sign: "POSITIVE", commonEnemies: 1 }],
    ["are on opposite sides", { sign: "NEGATIVE", opposedProxies: 1 }],
    ["are on neither the same side nor opposite ones", { commonFriends: 1, friendsOfEnemies: 1 }],
    ["have nothing between them, as far as is known", {}],
  ];
  for (const [words, change] of verdicts) equal(verdictOf(alignment(change)), words);
});

test("an ambivalent pair is told with its day", () => {
  const [day, month, all] = ["1990-09-01", "1990-09", ""].map((asOf) => ambivalenceOf(asOf).split(",")[0]);
  deepEqual([day, month, all], ["On 1 September 1990", "On the last day of September 1990 on which they have a tie", "On the last day on which they have a tie"]);
});

test("the formula gives the score", () => {
  const counts = { commonFriends: 2, commonEnemies: 1, friendsOfEnemies: 3, opposedProxies: 4 };
  deepEqual([-1, 0, 1].map((direct) => formulaOf(alignment({ ...counts, direct }))),
    ["(−3 × 11 + 3 − 7) / (4 × 11)", "(3 − 7) / (2 × 11)", "(3 × 11 + 3 − 7) / (4 × 11)"]);
  deepEqual([-0.794, 0, 0.5].map(scored), ["−0.79", "0.00", "+0.50"]);
});

test("what is shared is counted", () => {
  deepEqual(shared(alignment({ commonFriends: 1, commonEnemies: 2, opposedProxies: 1200 })), ["1 common friend", "2 common enemies", "1,200 pairs of opposed proxies"]);
  deepEqual(shared(alignment()), []);
});

test("each kind of reason has its own count and page", () => {
  const pages = { byFriend: { ...none }, byEnemy: { ...none }, byFriendOfEnemy: { ...none }, byProxies: { ...none } };
  const counted = alignment({ commonFriends: 1, commonEnemies: 2, friendsOfEnemies: 3, opposedProxies: 4, ...pages });
  deepEqual(groups.map(({ rule, pro, total }) => `${rule} ${pro} ${total(counted)}`),
    ["COMMON_FRIEND true 1", "COMMON_ENEMY true 2", "FRIEND_OF_ENEMY false 3", "OPPOSED_PROXIES false 4"]);
  groups.forEach(({ first }, i) => equal(first(counted), Object.values(pages)[i]));
});

test("days are told unless they are those asked for", () => {
  const year = { from: "1990-01-01", to: "1990-12-31" };
  const known = (days: Reason["days"], asOf: string) => daysOf(days, { asOf, presumed: false });
  equal(known([year], "1990"), "");
  equal(known([year], ""), "Known: 1 January 1990 – 31 December 1990");
  equal(known([{ ...year, from: "1990-08-02" }], "1990"), "Known: 2 August 1990 – 31 December 1990");
  equal(known([{ from: "1990-01-01", to: "1990-01-01" }, year], "1990"), "Known: 1 January 1990, 1 January 1990 – 31 December 1990");
  equal(daysOf(Array(5).fill({ from: null, to: "1914" }), { asOf: "", presumed: true }), "Known or presumed: until 1914, until 1914, until 1914, and 2 more spans");
});

test("the question is told with its dates", () => {
  equal(askedWords({ asOf: "1990-09", knownBy: "", presumed: false }), "As of September 1990");
  equal(askedWords({ asOf: "", knownBy: "1990", presumed: true }), "Over all time, by the last day that has a tie, as known on 1990, with presumed ties");
});

test("a reason has the actors between, and each fact once", () => {
  deepEqual(["ab", "axb", "axyb"].map((actors) => thirdOf(reason(actors)).map(({ id }) => id).join("")), ["", "x", "xy"]);
  equal(factsIn(reason("axb", "rs!t", "sr", "u!t")), 4);
  deepEqual(groundsOf([reason("axb", "rs!t", "s"), reason("ayb", "r")]), ["a", "x", "b", "r", "s", "t", "y"]);
});

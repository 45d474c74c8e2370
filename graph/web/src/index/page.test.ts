// Tests of what the panel's pages, the menus, the tables and the saved files derive from answers.
import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";

import { citedAs, coveredAlike } from "./about";
import { shownOf } from "./details";
import { claimOf, quoted } from "./evidence";
import { choicesOf } from "./filters";
import { isWebAddress } from "./link";
import { network } from "./sample";
import { wrapped } from "./save";
import { sceneOf } from "./scene";
import { ordered, sorted } from "./table";
import { blocLetter, capital, count, kindsOf } from "./words";

test("only HTTP addresses become links", () => {
  for (const url of ["https://example.org/a", "HTTP://example.org/"]) ok(isWebAddress(url), url);
  for (const url of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "httpx://example.org", " https://example.org", "//example.org"]) ok(!isWebAddress(url), url);
});

test("if there are many names, the first are shown", () => {
  const shown = (n: number) => shownOf(Array.from({ length: n }, (_, i) => `N${i}`)).length;
  deepEqual([0, 1, 15, 16, 100].map(shown), [0, 1, 15, 12, 12]);
});

test("a statement tells its own kinds and span", () => {
  equal(claimOf({ kinds: ["TROOPS", "WEAPONS"], from: "2019", to: null }), "troops, weapons · since 2019");
  equal(claimOf({ kinds: [], from: null, to: null }), "");
});

test("a data set is cited by its authors and its title", () => {
  deepEqual([citedAs({ authors: ["A", "B"], title: "Pacts" }), citedAs({ authors: [], title: "Pacts" }), citedAs({ authors: [], title: null })], ["A, B: Pacts", "Pacts", ""]);
});

test("types of which the same is covered are told together", () => {
  deepEqual(coveredAlike([
    { type: "SUPPORTS", from: "1975", to: "2017" }, { type: "ALLIED_WITH", from: "1816", to: "2012" }, { type: "OPPOSES", from: "1975", to: "2017" },
  ]), [["Supports, opposes", "1975 – 2017"], ["Allied with", "1816 – 2012"]]);
});

test("conflicts are offered by name, with the years that distinguish them", () => {
  const conflicts = [
    { id: "a", name: "Strelsau: Government", from: "1890", to: "1890-05" }, { id: "b", name: "Hentzau: Throne", from: null, to: null },
    { id: "c", name: "Strelsau: Government", from: "1871", to: "1880" }, { id: "d", name: "hentzau: border", from: "1899", to: null },
  ];
  deepEqual(choicesOf(conflicts).map(({ id, name }) => `${id} ${name}`), [
    "d hentzau: border (1899–)", "b Hentzau: Throne", "c Strelsau: Government (1871–1880)", "a Strelsau: Government (1890)",
  ]);
});

test("passages are quoted unless they already are", () => {
  deepEqual(["so", "“so” it is", "«so»", "it is “so”"].map(quoted), ["“so”", "“so” it is", "«so»", "“it is “so””"]);
});

test("rows are sorted by value or as in a dictionary, either way", () => {
  const rows = ["b", "Á", "a", "C"];
  deepEqual(ordered(rows, (row) => row), ["a", "Á", "b", "C"]);
  deepEqual(ordered(rows, (row) => row, true), ["C", "b", "Á", "a"]);
  deepEqual(ordered([10, 9, 100], (n) => n), [9, 10, 100]);
  deepEqual(rows, ["b", "Á", "a", "C"]);
});

test("a partition into blocs is described with its quality", () => {
  const blocs = [{ actors: [] }, { actors: [] }];
  equal(sorted({ blocs, frustration: 0, optimal: true }), "in 2 blocs that no tie contradicts.");
  equal(sorted({ blocs, frustration: 1, optimal: true }), "in 2 blocs. 1 tie contradicts that: no other sorting has fewer.");
  equal(sorted({ blocs, frustration: 1200, optimal: false }), "in 2 blocs. 1,200 ties contradict that: the best found in the time available.");
});

test("citations are broken into lines, within words only if necessary", () => {
  deepEqual(wrapped("one two three four five six", 20), ["one two three four", "five six"]);
  const lines = wrapped(`see ${"x".repeat(50)}`, 20);
  equal(lines.join("").replaceAll(" ", ""), `see${"x".repeat(50)}`);
  ok(lines.every((line) => line.length <= 20));
});

test("words are counted, capitalised and listed", () => {
  deepEqual([count(1, "tie"), count(0, "tie"), count(1234, "piece of evidence", "pieces of evidence")], ["1 tie", "0 ties", "1,234 pieces of evidence"]);
  deepEqual([capital("state"), capital(""), blocLetter(2), kindsOf(["MATERIEL_LOGISTICS", "DEFENSE"])], ["State", "", "C", "materiel and logistics, defence"]);
});

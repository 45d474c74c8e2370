import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";

import { gapOf, gapWords, opensOn, spanOf, type Coverage } from "./coverage";

const coverage: Coverage = [
  { type: "SUPPORTS", from: "1975", to: "2017-12-31" }, { type: "ALLIED_WITH", from: "1816", to: "2012" }, { type: "OPPOSES", from: "1990", to: "2024" },
];

test("the page opens on the last day that every type covers", () => {
  equal(opensOn(coverage), "2012");
  equal(opensOn([{ to: "2020-05" }, { to: "2020-05-20" }, { to: null }]), "2020-05-20");
  equal(opensOn([{ to: "-0404" }, { to: "-0430" }]), "-0430");
  equal(opensOn([]), "");
});

test("the slider spans what is covered, what it spanned before, and what is asked", () => {
  deepEqual(spanOf(coverage, undefined, ""), { from: "1816", to: "2024" });
  deepEqual(spanOf(coverage, undefined, "1700-05"), { from: "1700-05", to: "2024" });
  deepEqual(spanOf(coverage, { from: "1700", to: "2024" }, "2030"), { from: "1700", to: "2030" });
  equal(spanOf([], undefined, ""), undefined);
});

test("a gap is what no source covers of a date", () => {
  const gap = (asOf: string, types: Coverage[number]["type"][] = []) => {
    const { types: missing, whole, after } = gapOf(coverage, asOf, types) ?? {};
    return [missing?.join(" "), whole, after];
  };
  deepEqual(gap(""), [undefined, undefined, undefined]);
  deepEqual(gap("2000"), [undefined, undefined, undefined]);
  deepEqual(gap("2012-12-31"), [undefined, undefined, undefined]);
  deepEqual(gap("2013"), ["ALLIED_WITH", false, false]);
  deepEqual(gap("1980"), ["OPPOSES", false, false]);
  deepEqual(gap("2026"), ["SUPPORTS ALLIED_WITH OPPOSES", true, true]);
  deepEqual(gap("1815"), ["SUPPORTS ALLIED_WITH OPPOSES", true, false]);
  deepEqual(gap("2018", ["SUPPORTS"]), ["SUPPORTS", true, true]);
  deepEqual(gap("2018", ["LEADS"]), [undefined, undefined, undefined]);
});

test("a gap is put in words", () => {
  equal(gapWords(gapOf(coverage, "2020", [])!), "Not covered then: supports, allied with");
  equal(gapWords(gapOf(coverage, "2026", [])!), "Not covered: the sources speak of 1816 – 2024");
});

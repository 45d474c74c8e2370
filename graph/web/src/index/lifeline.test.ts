import { deepEqual, equal, match, ok } from "node:assert/strict";
import { test } from "node:test";

import { aboutOf, barsOf, whenOf, wordsOf, type Stretch } from "./lifeline";

/** A period that sources assert and know, with changes. */
function period(from: string | null, to: string | null, change: Partial<Stretch> = {}): Stretch {
  return { from, to, began: false, ended: false, kinds: [], status: "ASSERTED", certainty: "KNOWN", ...change };
}

const century = { from: "1900", to: "1999" };

/** The bars of periods, as x and width in whole percents. */
function drawn(...periods: Stretch[]): [x: number, width: number][] {
  return barsOf(periods, century).map(({ x, width }) => [Math.round(x), Math.round(width)]);
}

test("a bar covers the days of its period", () => {
  deepEqual(drawn(period("1900", "1999")), [[0, 100]]);
  deepEqual(drawn(period("1925", "1949"), period("1990", "1999-12-31")), [[25, 25], [90, 10]]);
});

test("bars end where the span does, and periods outside of it have none", () => {
  deepEqual(drawn(period("1850", "1909"), period("1990", "2020")), [[0, 10], [90, 10]]);
  deepEqual(drawn(period(null, "1909"), period("1990", null)), [[0, 10], [90, 10]]);
  deepEqual(drawn(period("1850", "1899"), period("2000", null)), []);
});

test("a single day can be seen, also the last", () => {
  for (const day of ["1900-01-01", "1950-05-05", "1999-12-31"]) {
    const [bar] = barsOf([period(day, day)], century);
    ok(bar && bar.width >= 0.9 && bar.x >= 0 && bar.x + bar.width <= 100, day);
  }
});

test("what is known is drawn above what is presumed or denied", () => {
  const bars = barsOf([period("1900", "1910"), period("1911", null, { certainty: "PRESUMED" }), period("1905", "1906", { status: "DENIED" })], century);
  deepEqual(bars.map(({ status, certainty }) => `${status} ${certainty}`), ["ASSERTED PRESUMED", "DENIED KNOWN", "ASSERTED KNOWN"]);
});

test("a bar has caps where sources state a beginning or an end", () => {
  const [bar] = barsOf([period("1904-04-08", "1914", { began: true })], century);
  deepEqual([bar?.begins, bar?.ends], [true, false]);
});

test("a period is told with what sources say of its ends", () => {
  const when = (from: string | null, to: string | null, change: Partial<Stretch> = {}) => whenOf([period(from, to, change)], 0);
  equal(when("1904-04-08", "1918", { began: true, ended: true }), "8 April 1904 – 1918");
  equal(when("1904-04-08", "1914", { began: true }), "from 8 April 1904, at least until 1914");
  equal(when("1904", "1914", { ended: true }), "from 1904 or earlier until 1914");
  equal(when("1904", "1914"), "from 1904 or earlier, at least until 1914");
  equal(when("2020-05-21", "2020-05-21"), "on 21 May 2020");
  equal(when("1915-01-01", null, { certainty: "PRESUMED" }), "since 1 January 1915");
});

test("where one period follows another, nothing began or ended", () => {
  const periods = [period("1900", "1904-12-31", { began: true, kinds: ["TROOPS"] }), period("1905-01-01", "1906", { ended: true, kinds: ["WEAPONS"] }), period("1908", "1909")];
  deepEqual(periods.map((_, i) => whenOf(periods, i)), ["1900 – 31 December 1904", "1 January 1905 – 1906", "from 1908 or earlier, at least until 1909"]);
});

test("a day from which a tie is presumed to go on is no end", () => {
  const periods = [period("2020-05-31", "2020-05-31"), period("2020-06-01", null, { certainty: "PRESUMED" })];
  deepEqual(periods.map((_, i) => whenOf(periods, i)), ["on 31 May 2020", "since 1 June 2020"]);
});

test("periods in words tell kinds, status and certainty where they matter", () => {
  equal(aboutOf(period("1900", "1901")), "");
  equal(aboutOf(period("1900", "1901", { kinds: ["TROOPS"], status: "DENIED", certainty: "PRESUMED" })), "troops, denied, presumed");
  equal(wordsOf([period("1900", "1900", { began: true, ended: true, kinds: ["WEAPONS"] }), period("1905", "1905")]), "1900: weapons; on 1905");
  match(wordsOf(Array.from({ length: 15 }, (_, i) => period(`19${10 + 2 * i}`, `19${10 + 2 * i}`))), /; and 3 more periods$/);
});

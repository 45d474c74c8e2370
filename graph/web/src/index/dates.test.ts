import { deepEqual, equal, match } from "node:assert/strict";
import { test } from "node:test";

import { firstDay, hull, lastDay, problemOf, span, spelled, stepOf, steps, unitFor } from "./dates";

test("a date is a year, a month or a day in the calendar, and may be before Christ, approximate or uncertain", () => {
  for (const date of ["0000", "-0430", "-0430-05-01", "0000-02-29", "2020-05~", "1914?", "2020", "2020-05", "2020-05-21", "2020-02-29", "1900-02-28", "0800", "0001-01-01", "9999-12-31"]) equal(problemOf(date), "", date);
  for (const date of ["2020-02-30", "2019-02-29", "1900-02-29", "2020-13", "2020-00", "2020-01-00", "2020-04-31", "-0001-02-29"]) match(problemOf(date), /^There is no day /, date);
  for (const date of ["", "yesterday", "20", "2020-5", "2020-05-21T00:00", "21.5.2020", " 2020", "2020-05-1", "430", "--0430", "2020~?", "2020~-05"]) match(problemOf(date), /is not a date: enter 2020/, date);
});

test("what is wrong with a date is told with what would be right", () => {
  equal(problemOf("2020-02-30"), "There is no day 2020-02-30: enter another, or only its month.");
  equal(problemOf("2020-13"), "There is no day 2020-13: months are 01 to 12.");
});

test("steps go from the first date to the last", () => {
  deepEqual(steps({ from: "1999", to: "2002" }, "year"), ["1999", "2000", "2001", "2002"]);
  deepEqual(steps({ from: "1999-11", to: "2000-02-29" }, "month"), ["1999-11", "1999-12", "2000-01", "2000-02"]);
  deepEqual(steps({ from: "2000", to: "2000" }, "month").length, 12);
  deepEqual(steps({ from: "0998", to: "1001" }, "year"), ["0998", "0999", "1000", "1001"]);
  deepEqual(steps({ from: "-0002", to: "0001" }, "year"), ["-0002", "-0001", "0000", "0001"]);
  deepEqual(steps({ from: "-0001-12", to: "0000-01~" }, "month"), ["-0001-12", "0000-01"]);
  deepEqual(steps({ from: "2005", to: "2001" }, "year"), ["2005"]);
});

test("the slider's unit suits the span", () => {
  equal(unitFor({ from: "1872", to: "1914" }), "year");
  equal(unitFor({ from: "2019-04", to: "2020-06" }), "month");
});

test("a date falls into its step, or the nearest", () => {
  equal(stepOf("1907-08-31", "1872", "year", 43), 35);
  equal(stepOf("1800", "1872", "year", 43), 0);
  equal(stepOf("2000", "1872", "year", 43), 42);
  equal(stepOf("2020-05-21", "2019-04", "month", 15), 13);
});

test("each step falls into itself", () => {
  for (const unit of ["year", "month"] as const) {
    const all = steps({ from: "1871-03", to: "1914-08" }, unit);
    all.forEach((date, i) => equal(stepOf(date, "1871-03", unit, all.length), i, date));
  }
});

test("dates and spans are spelled", () => {
  deepEqual(["2020", "2020-05", "2020-05-01", "0800"].map(spelled), ["2020", "May 2020", "1 May 2020", "800"]);
  deepEqual(["-0430", "0000-03-15", "1904-05~", "1904?"].map(spelled), ["431 BC", "15 March 1 BC", "about May 1904", "1904 (uncertain)"]);
  equal(span("1871", "1872"), "1871 – 1872");
  equal(span("1871", "1871"), "1871");
  equal(span("1890-06-18", null), "since 18 June 1890");
  equal(span(null, "1890"), "until 1890");
  equal(span(null, null), "");
});

test("a partial date stands for all its days", () => {
  equal(firstDay("1970"), 0);
  deepEqual(["1970", "1970-02", "1972-02", "1970-01-01"].map(lastDay), [364, 58, 365 + 365 + 59, 0]);
  equal(firstDay("-0001") - lastDay("-0002"), 1);
  equal(firstDay("0000-03") - lastDay("0000-02-28"), 2);
  equal(firstDay("0050") - lastDay("0049-12-31"), 1);
  equal(firstDay("2020-05~"), firstDay("2020-05"));
});

test("the hull of spans has all of them", () => {
  equal(hull([]), undefined);
  deepEqual(hull([{ from: "1907", to: "1907" }, { from: "1872", to: "1907-12" }, { from: "1900", to: "1914-08-04" }]), { from: "1872", to: "1914-08-04" });
  deepEqual(hull([{ from: "-0430", to: "-0404" }, { from: "-0500", to: "-0490" }]), { from: "-0500", to: "-0404" });
});

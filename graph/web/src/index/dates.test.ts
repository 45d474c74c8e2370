import { deepEqual, equal, match } from "node:assert/strict";
import { test } from "node:test";

import { problemOf, span, spelled, stepOf, steps, unitFor } from "./dates";

test("a date is a year, a month or a day in the calendar", () => {
  for (const date of ["2020", "2020-05", "2020-05-21", "2020-02-29", "1900-02-28", "0800", "0001-01-01", "9999-12-31"]) equal(problemOf(date), "", date);
  for (const date of ["2020-02-30", "2019-02-29", "1900-02-29", "2020-13", "2020-00", "2020-01-00", "2020-04-31", "0000"]) match(problemOf(date), /^There is no day /, date);
  for (const date of ["", "yesterday", "20", "2020-5", "2020-05-21T00:00", "21.5.2020", " 2020", "2020-05-1"]) match(problemOf(date), /is not a date: enter 2020/, date);
});

test("steps go from the first date to the last", () => {
  deepEqual(steps("1999", "2002", "year"), ["1999", "2000", "2001", "2002"]);
  deepEqual(steps("1999-11", "2000-02-29", "month"), ["1999-11", "1999-12", "2000-01", "2000-02"]);
  deepEqual(steps("2000", "2000", "month").length, 12);
  deepEqual(steps("0998", "1001", "year"), ["0998", "0999", "1000", "1001"]);
  deepEqual(steps("2005", "2001", "year"), ["2005"]);
});

test("the slider's unit suits the span", () => {
  equal(unitFor("1872", "1914"), "year");
  equal(unitFor("2019-04", "2020-06"), "month");
});

test("a date falls into its step, or the nearest", () => {
  equal(stepOf("1907-08-31", "1872", "year", 43), 35);
  equal(stepOf("1800", "1872", "year", 43), 0);
  equal(stepOf("2000", "1872", "year", 43), 42);
  equal(stepOf("2020-05-21", "2019-04", "month", 15), 13);
});

test("each step falls into itself", () => {
  for (const unit of ["year", "month"] as const) {
    const all = steps("1871-03", "1914-08", unit);
    all.forEach((date, i) => equal(stepOf(date, "1871-03", unit, all.length), i, date));
  }
});

test("dates and spans are spelled", () => {
  deepEqual(["2020", "2020-05", "2020-05-01", "0800"].map(spelled), ["2020", "May 2020", "1 May 2020", "0800"]);
  equal(span("1871", "1872"), "1871 – 1872");
  equal(span("1871", "1871"), "1871");
  equal(span("1890-06-18", null), "since 18 June 1890");
  equal(span(null, "1890"), "until 1890");
  equal(span(null, null), "");
});

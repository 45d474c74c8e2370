import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";

import { cleared, fileOf, filterCount, filterOf, problemsOf, read, split, variablesOf, whole, write, type View } from "./view";

const views: [search: string, view: Partial<View>][] = [
  ["", {}],
  ["?asOf=2020-05&knownBy=2020", { asOf: "2020-05", knownBy: "2020" }],
  ["?asOf=all", { asOf: "" }],
  ["?asOf=2026&presumed=true", { asOf: "2026", presumed: true }],
  ["?types=SUPPORTS,OPPOSES&kinds=TROOPS,DEFENSE&statuses=DENIED", { types: ["SUPPORTS", "OPPOSES"], kinds: ["TROOPS", "DEFENSE"], statuses: ["DENIED"] }],
  ["?conflict=libya-2014&around=lna,gna&depth=2&blocs=3", { conflict: "libya-2014", around: ["lna", "gna"], depth: 2, blocs: 3 }],
  ["?actor=lna&tab=ties", { show: "actor:lna", tab: "ties" }],
  ["?tie=russia.supports.lna", { show: "tie:russia.supports.lna" }],
  ["?compare=russia,turkey&tab=compare", { compare: ["russia", "turkey"], tab: "compare" }],
  ["?compare=russia&indirect=false&tab=compare", { compare: ["russia"], indirect: false, tab: "compare" }],
  ["?compare=,turkey&tab=compare", { compare: ["", "turkey"], tab: "compare" }],
  ["?source=a%26b%3Dc%20%3Cimg%3E", { show: "source:a&b=c <img>" }],
];

test("an address is read as the view that writes it", () => {
  for (const [search, change] of views) {
    const view = { ...whole(), ...(search.includes("compare") ? {} : { compare: [""] }), ...change };
    deepEqual(read(search), view, search);
    equal(write(view), search);
  }
});

test("invalid parameters of an address are ignored", () => {
  for (const [search, change] of [
    ["?types=FRIENDS,SUPPORTS&kinds=,&statuses=SURE", { types: ["SUPPORTS"] }],
    ["?depth=99&around=a", { around: ["a"] }], ["?depth=-1&around=a", { around: ["a"] }], ["?depth=1.5&around=a", { around: ["a"] }],
    ["?blocs=1", {}], ["?blocs=7", {}], ["?blocs=two", {}],
    ["?tab=none&show=x", {}], ["?compare=a,b,c", { compare: ["a", "b"] }], ["?%ff=%00", {}], ["?actor=", {}],
    ["?actor=a&tie=b", { show: "actor:a" }], ["?asOf=&presumed=yes&indirect=no", {}],
  ] as [string, Partial<View>][]) {
    deepEqual(read(search), { ...whole(), compare: [""], ...change }, search);
  }
});

test("the depth is written only if the view is around something", () => {
  equal(write({ ...whole(), depth: 3 }), "");
  equal(write({ ...whole(), depth: 3, around: ["a"] }), "?around=a&depth=3");
});

test("what is shown is a kind and an id, which may have colons", () => {
  deepEqual([split("actor:lna"), split("tie:a:b"), split(""), split("lna")], [["actor", "lna"], ["tie", "a:b"], ["", ""], ["", "lna"]]);
});

test("a view sends only the filters that are set", () => {
  deepEqual(variablesOf(whole()), { where: {} });
  deepEqual(variablesOf(read("?knownBy=2020-06&around=lna&depth=2&types=OPPOSES&blocs=2&actor=x")), {
    where: { knownBy: "2020-06", types: ["OPPOSES"] }, around: ["lna"], depth: 2,
  });
  deepEqual(filterOf(read("?asOf=all&presumed=true")), { presumed: true });
  deepEqual(filterOf(read("?asOf=1907&conflict=c&kinds=TROOPS&statuses=ALLEGED&around=a")), { asOf: "1907", conflicts: ["c"], kinds: ["TROOPS"], statuses: ["ALLEGED"] });
});

test("a file has the filters of the view", () => {
  equal(fileOf("network.gexf", whole()), "export/network.gexf");
  equal(fileOf("relations.csv?bom=true", read("?asOf=1907&around=a,b&depth=2&types=OPPOSES,LEADS&presumed=true")),
    "export/relations.csv?bom=true&asOf=1907&presumed=true&types=OPPOSES%2CLEADS&around=a%2Cb&depth=2");
});

test("filters are counted, and cleared to none", () => {
  const view = read("?types=SUPPORTS,OPPOSES&kinds=TROOPS&conflict=c&around=a,b&depth=2&asOf=1907&blocs=2");
  equal(filterCount(view), 4);
  const clear = { ...view, ...cleared() };
  equal(filterCount(clear), 0);
  equal(write(clear), "?asOf=1907&blocs=2");
});

test("problems are those of invalid dates", () => {
  deepEqual(problemsOf(read("?asOf=1907")), {});
  deepEqual(Object.keys(problemsOf(read("?asOf=1907-02-29&knownBy=soon"))), ["asOf", "knownBy"]);
});

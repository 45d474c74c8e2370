// Tests of what relations of the same pair and type add up to, in the panel and elsewhere.
import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";

import type { Stretch } from "./lifeline";
import { heldOn } from "./tie";
import { deniedWords, entriesIn, entryOf, periodsOf, setting } from "./ties";
import { deniersOf, kindsIn, kindStatusesIn, latestOf, reportWords, signOf, statusOf, type Denial } from "./together";

const [ruritania, strelsau, zenda] = ["Ruritania", "Strelsau", "Zenda"].map((name) => ({ id: name.toLowerCase(), name })) as [Named, Named, Named];
type Named = { id: string; name: string };

test("relations with the same actor, type and direction are one entry", () => {
  const key = (subject: Named, object: Named, type: "SUPPORTS" | "OPPOSES" = "SUPPORTS") => entryOf("ruritania", { subject, object, type });
  deepEqual(key(ruritania, strelsau), { key: "Supports strelsau", group: "Supports", other: strelsau });
  deepEqual(key(strelsau, ruritania).group, "Supported by");
  deepEqual([key(ruritania, zenda, "OPPOSES"), key(zenda, ruritania, "OPPOSES")].map(({ key }) => key), ["Opposes zenda", "Opposes zenda"]);
  equal(entriesIn("ruritania", []), 0);
});

test("the periods of relations are put in order", () => {
  const at = (from: string | null): Stretch => ({ from, to: null, began: true, ended: true, kinds: [], status: "ASSERTED", certainty: "KNOWN" });
  deepEqual(periodsOf([{ periods: [at("1900"), at("1910")] }, { periods: [at(null), at("1905")] }]).map(({ from }) => from), [null, "1900", "1905", "1910"]);
});

test("a tie's setting is its role, its time, whom it is against, its conflict and its coalition", () => {
  const none = { role: null, from: null, to: null, against: null, conflict: null, coalition: null };
  equal(setting(none), "");
  equal(setting({ ...none, from: "1871", to: "1872", against: zenda, conflict: { id: "c", name: "Strelsau: Government" } }), "1871 – 1872 · against Zenda · Strelsau: Government");
  equal(setting({ ...none, role: "Minister", coalition: zenda }), "Minister · as part of Zenda");
  const periods: Stretch[] = [{ from: "1871", to: "1872", began: true, ended: false, kinds: [], status: "ASSERTED", certainty: "KNOWN" }];
  equal(setting({ ...none, from: "1871", to: "1872", periods }), "from 1871, at least until 1872");
  equal(setting({ ...none, from: "1871", to: "1890", periods: [...periods, { ...periods[0]!, from: "1889", to: "1890" }] }), "1871 – 1890, in 2 periods");
});

test("statuses, signs and kinds add up to the strongest", () => {
  deepEqual([statusOf(["DENIED", "ALLEGED", "DISPUTED"]), statusOf(["DENIED", "ASSERTED"]), statusOf(["DENIED"])], ["ALLEGED", "ASSERTED", "DENIED"]);
  deepEqual([signOf(["NEUTRAL", "POSITIVE"]), signOf(["NEUTRAL"])], ["POSITIVE", "NEUTRAL"]);
  deepEqual(kindsIn([["POLITICAL", "TROOPS"], ["TROOPS", "DEFENSE"]]), ["TROOPS", "POLITICAL", "DEFENSE"]);
  deepEqual(kindStatusesIn([[{ kind: "TROOPS", status: "DENIED" }], [{ kind: "POLITICAL", status: "ALLEGED" }, { kind: "TROOPS", status: "DISPUTED" }]]), [
    { kind: "TROOPS", status: "DISPUTED" }, { kind: "POLITICAL", status: "ALLEGED" },
  ]);
});

test("a denied kind tells who denies it", () => {
  const source = { publisher: null, title: "The Gazette" };
  const denials: Denial[] = [
    { kinds: ["TROOPS"], speaker: ruritania, source }, { kinds: ["TROOPS"], speaker: ruritania, source },
    { kinds: [], speaker: null, source }, { kinds: ["WEAPONS"], speaker: zenda, source: { publisher: "Post", title: "" } },
  ];
  deepEqual(deniersOf("TROOPS", denials), ["Ruritania", "The Gazette"]);
  deepEqual(deniersOf("POLITICAL", denials), ["The Gazette"]);
  equal(deniedWords({ kind: "WEAPONS", status: "DENIED" }, denials), "denied by The Gazette, Zenda");
  equal(deniedWords({ kind: "TROOPS", status: "DISPUTED" }, [denials[0]!]), "disputed, denied by Ruritania");
  equal(deniedWords({ kind: "TROOPS", status: "DENIED" }, []), "denied");
  equal(deniedWords({ kind: "TROOPS", status: "ALLEGED" }, denials), "alleged");
});

test("the last report is told where it matters", () => {
  const words = (certainty: "KNOWN" | "PRESUMED", lastReported: string | null, asOf: string) => reportWords({ certainty, lastReported }, asOf);
  equal(words("PRESUMED", "2020-05", "2020-06"), "last reported May 2020");
  equal(words("KNOWN", "2020-05", "2021-05"), "");
  equal(words("KNOWN", "2020-05", "2021-06"), "last reported May 2020");
  equal(words("KNOWN", "2020-05", ""), "");
  equal(words("PRESUMED", null, "2026"), "");
  deepEqual([latestOf(["2020", null, "2020-05", "2019-12-31"]), latestOf([null])], ["2020", null]);
});

test("periods hold on a date that has one of their days", () => {
  const periods = [{ from: "1900", to: "1904-06" }, { from: "1904-08", to: null }];
  const on = (date: string) => heldOn(periods, date).map(({ from }) => from);
  deepEqual([on("1899"), on("1904"), on("1904-07"), on("1904-08-01"), on("2020")], [[], ["1900", "1904-08"], [], ["1904-08"], ["1904-08"]]);
});

// What the facts are: their data sets, as these describe themselves, and what is covered.
import type { Collection, Start } from "./answers";
import { facts } from "./article";
import type { Coverage } from "./coverage";
import { span } from "./dates";
import { el, type Child } from "./dom";
import { elsewhere } from "./link";
import { grouped } from "./scene";
import { capital, count, relationTypes } from "./words";

/** The facts in numbers, their data sets and what is covered. */
export function aboutFacts({ dataset }: Start): Child[] {
  const { collections, coverage } = dataset;
  const described = collections.filter(isDescribed);
  return [
    el("p", { class: "help" }, [
      count(dataset.actors, "actor"), count(dataset.relations, "relation"), count(dataset.events, "event"),
      count(dataset.evidence, "piece of evidence", "pieces of evidence"), count(dataset.sources, "source"),
    ].join(" · ")),
    described.length > 0 && el("h3", {}, described.length === 1 ? "Data set" : "Data sets"),
    ...described.map(aboutCollection),
    coverage.length > 0 && el("h3", {}, "Covered by the sources"),
    coverage.length > 0 && facts(...coveredAlike(coverage)),
  ];
}

/** What is covered, in words, for all types of which it is the same. */
export function coveredAlike(coverage: Coverage): [types: string, covered: string][] {
  const alike = grouped(coverage, ({ from, to }) => span(from, to));
  return [...alike].map(([covered, types]) => [capital(types.map(({ type }) => relationTypes[type]).join(", ")), covered]);
}

/** Reports whether a data set says anything of itself. */
function isDescribed({ title, description, authors, license, url, covers }: Collection): boolean {
  return !!(title || description || authors.length > 0 || license || url || covers);
}

function aboutCollection({ title, description, authors, license, url, covers }: Collection): HTMLElement {
  return el("section", {},
    title && el("h4", {}, title),
    description && el("p", {}, description),
    facts(
      ["By", authors.join(", ")],
      ["Licence", license],
      ["Address", url && elsewhere(url)],
      ["Covers", covers && span(covers.from, covers.to)]));
}

/** How a data set is cited: its authors and its title, "" if it does not say. */
export function citedAs({ authors, title }: Pick<Collection, "authors" | "title">): string {
  return [authors.join(", "), title].filter(Boolean).join(": ");
}

// The parts that the panel's pages are made of.
import type { Status } from "./answers";
import { el, type Child } from "./dom";
import { statuses, statusMeanings } from "./words";

/** A description list; rows without a value are omitted. */
export function facts(...rows: [term: string, value: Child | Child[]][]): HTMLDListElement {
  const list = el("dl");
  for (const [term, value] of rows) {
    const values = (Array.isArray(value) ? value : [value]).filter(Boolean);
    if (values.length > 0) list.append(el("dt", {}, term), el("dd", {}, ...values));
  }
  return list;
}

/** The heading of a page: what kind of thing it is about, and its name. */
export function heading(kind: string, title: string, ...under: Child[]): HTMLElement {
  return el("header", {}, el("p", { class: "kind" }, kind), el("h2", { tabindex: -1 }, title), ...under);
}

/** A mark that something is friendly and hostile at once. */
export function ambivalenceMark(words: string): HTMLElement {
  return el("span", {
    class: "badge ambivalent", title: "On the last day asked for on which the two have a tie, they are friends by some relations and enemies by others.",
  }, words);
}

/** A status as a mark and a word. */
export function badge(status: Status): HTMLElement {
  return el("span", { class: `badge ${status.toLowerCase()}`, title: statusMeanings[status] }, statuses[status]);
}

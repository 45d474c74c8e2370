// Evidence for readers: the quote, who is speaking, and the chain of sources that reported it.
import type { Evidence, Source } from "./answers";
import { spelled } from "./dates";
import { el, type Child } from "./dom";
import { link } from "./link";
import { capital, stances } from "./words";

/** A list of evidence. */
export function evidenceList(evidence: Evidence[]): HTMLElement {
  return el("ol", { class: "evidence" }, ...evidence.map(item));
}

function item({ stance, quote, locator, speaker, source }: Evidence): HTMLLIElement {
  const word = el("span", { class: `stance ${stance.toLowerCase()}` }, capital(stances[stance]));
  const by: Child[] = speaker ? ["in the words of ", link("actor", speaker.id, speaker.name)] : ["in the source’s own words"];
  return el("li", {},
    el("p", { class: "attribution" }, word, " ", ...by),
    quote ? el("blockquote", {}, quoted(quote)) : el("p", { class: "help" }, "No passage is quoted."),
    el("p", { class: "chain" }, ...chain(source), locator ? ` (${locator})` : ""));
}

/** A passage in quotation marks, unless it begins with one. */
export function quoted(passage: string): string {
  return /^["“„«]/.test(passage) ? passage : `“${passage}”`;
}

/** The chain from the first source to the one that was read: "Statement by the Kremlin, via Al Monitor, via …". */
export function chain(read: Source): Child[] {
  const sources: Source[] = [];
  for (let source: Source | null | undefined = read; source; source = source.via) sources.unshift(source);
  return sources.flatMap((source, i) => [i > 0 && ", via ", cited(source, i === 0 || i === sources.length - 1)]);
}

/** A source, named by its title or, in the middle of a chain, by its publisher. */
function cited(source: Source, whole: boolean): HTMLElement {
  const name = !whole && source.publisher ? source.publisher : source.title;
  return el("span", {}, link("source", source.id, name), ` (${spelled(source.published)})`);
}

// Evidence for readers: the quote, who is speaking, and the chain of sources that reported it.
import type { Evidence, Source } from "./answers";
import { span, spelled } from "./dates";
import { el, type Child } from "./dom";
import { link } from "./link";
import { capital, kindsOf, stances } from "./words";

/** A list of evidence. */
export function evidenceList(evidence: Evidence[]): HTMLElement {
  return el("ol", { class: "evidence" }, ...evidence.map(item));
}

/** The heading of a list of evidence, with the day by which things were known, if one is set. */
export function whatSourcesSay(knownBy: string): string {
  return `What sources say${knownBy ? `, as known on ${spelled(knownBy)}` : ""}`;
}

/** What a statement says itself of kinds and time, "" if nothing. */
export function claimOf({ kinds, from, to }: Pick<Evidence, "kinds" | "from" | "to">): string {
  return [kindsOf(kinds), span(from, to)].filter(Boolean).join(" · ");
}

function item(evidence: Evidence): HTMLLIElement {
  const { stance, quote, passage, locator, speaker, source } = evidence;
  const word = el("span", { class: `stance ${stance.toLowerCase()}` }, capital(stances[stance]));
  const claim = claimOf(evidence);
  const by: Child[] = speaker ? ["in the words of ", link("actor", speaker.id, speaker.name)] : quote ? ["in the source’s own words"] : ["by the source itself"];
  return el("li", {},
    el("p", { class: "attribution" }, word, claim ? ` ${claim}, ` : " ", ...by),
    quote ? el("blockquote", {}, quoted(quote)) : null,
    passage ? context(passage) : null,
    el("p", { class: "chain" }, ...chain(source), locator ? ` (${locator})` : ""));
}

/** That a quote is verified and, on demand, where it stands in the text of its source. */
function context({ before, quote, after }: NonNullable<Evidence["passage"]>): HTMLElement {
  return el("details", { class: "passage" },
    el("summary", { title: "The quote was found word for word in the source’s text." }, "Verified: in context"),
    el("p", { dir: "auto" }, before, el("mark", {}, quote), after));
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

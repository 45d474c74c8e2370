// The panel's page about one actor, event or source.
import type { ActorDetails, ActorEvent, ActorTie, EventDetails, SourceEvidence, SourceDetails } from "./answers";
import { badge, facts, heading } from "./article";
import { occasion, span, spelled } from "./dates";
import { button, el, set, type Child } from "./dom";
import { chain, evidenceList, whatSourcesSay } from "./evidence";
import { elsewhere, link } from "./link";
import { paged, type Next } from "./paged";
import { entriesIn, ties, type Moment } from "./ties";
import { actorTypes, capital, count, kindsOf, stances, statusMeanings } from "./words";

/** What a reader can do with an actor. */
export interface ActorActions { around(id: string): void; more(id: string): void; compare(id: string): void }

/** The further pages of an actor's lists. */
export interface ActorPages { ties: Next<ActorTie>; events: Next<ActorEvent> }

/** How many other names of an actor are shown at first, and how many more are shown rather than folded. */
const [fewNames, fewMore] = [12, 3];

export function actorPage(actor: ActorDetails, actions: ActorActions, more: ActorPages, at: Moment): HTMLElement {
  const { relations, events } = actor;
  return el("article", {},
    heading(capital(actorTypes[actor.type]), actor.name,
      actor.description && el("p", {}, actor.description)),
    el("div", { class: "actions" },
      button("Show only neighbours", () => actions.around(actor.id)),
      button("Add neighbours", () => actions.more(actor.id)),
      button("Compare…", () => actions.compare(actor.id))),
    facts(
      ["Also called", namesOf(actor.aliases)],
      ["Life", span(actor.from, actor.to)],
      ["Binds its members to", kindsOf(actor.obligations)],
      ["Country", actor.country],
      ["Identifiers", actor.identifiers.map(identified).join(" · ")]),
    el("h3", {}, relations.pageInfo.hasNextPage ? "Ties" : count(entriesIn(actor.id, relations.nodes), "tie")),
    ...ties(actor.id, relations, more.ties, at),
    events.totalCount > 0 && el("h3", {}, capital(count(events.totalCount, "event"))),
    ...paged(events, (event) => el("li", {},
      link("event", event.id, event.title), " ", el("small", {}, occasion(event.from, event.to)),
      event.status !== "ASSERTED" && badge(event.status)), more.events));
}

/** An identifier, with the time for which it stands for the actor. */
function identified({ scheme, value, from, to }: ActorDetails["identifiers"][number]): string {
  const when = span(from, to);
  return `${scheme} ${value}${when ? ` (${when})` : ""}`;
}

/** Names; if there are many, the first are shown, and a button shows and hides the others. */
function namesOf(names: string[]): Child[] {
  const written = (some: string[]) => some.flatMap((name, i): Child[] => [i > 0 && " · ", el("bdi", {}, name)]);
  const first = shownOf(names);
  if (first === names) return written(names);
  const others = el("span", { hidden: true }, " · ", ...written(names.slice(first.length)).filter((child) => child !== false));
  const words = () => (others.hidden ? `and ${names.length - first.length} more` : "fewer");
  const more = button(words(), () => {
    others.hidden = !others.hidden;
    set(more, "aria-expanded", String(!others.hidden));
    more.textContent = words();
  }, { class: "plain", "aria-expanded": "false" });
  return [...written(first), others, " ", more];
}

/** The names that are shown at first: all of them, or the first if there are many. */
export function shownOf(names: string[]): string[] {
  return names.length <= fewNames + fewMore ? names : names.slice(0, fewNames);
}

export function eventPage(event: EventDetails, knownBy: string): HTMLElement {
  return el("article", {},
    heading(`Event, ${event.mode ?? event.type.toLowerCase()}`, event.title, event.description && el("p", {}, event.description)),
    facts(
      ["When", occasion(event.from, event.to) || "no source says"],
      ["Where", [event.place?.name, event.place?.country].filter(Boolean).join(", ")],
      ["Conflict", event.conflict?.name],
      ["Status", [badge(event.status), ` ${statusMeanings[event.status]}`]],
      ["Who", listed(event.participants.map(({ actor, role }) => el("span", {}, link("actor", actor.id, actor.name), ` (${role.toLowerCase()})`)))],
      ["Refers to", listed(event.references.map(({ kind, to }) => el("span", {}, `${kind.toLowerCase().replace("_", " ")} `, link("event", to.id, to.title))))],
      ["Referred to by", listed(event.referencedBy.map(({ kind, from }) => el("span", {}, link("event", from.id, from.title), ` (${kind.toLowerCase().replace("_", " ")})`)))]),
    el("h3", {}, whatSourcesSay(knownBy)),
    evidenceList(event.evidence));
}

/** Several nodes as a list. */
function listed(items: Node[]): Child {
  return items.length > 0 && el("ul", { class: "plain" }, ...items.map((node) => el("li", {}, node)));
}

export function sourcePage(source: SourceDetails, more: Next<SourceEvidence>): HTMLElement {
  const { evidence } = source;
  return el("article", {},
    heading("Source", source.title),
    facts(
      ["Publisher", source.publisher ?? "unknown"],
      ["Published", spelled(source.published)],
      ["Covers", source.covers && span(source.covers.from, source.covers.to)],
      ["Language", source.language],
      ["Taken from", source.via && chain(source.via)],
      ["Address", source.url && elsewhere(source.url)]),
    el("h3", {}, evidence.totalCount > 0 ? `What it says (${evidence.totalCount.toLocaleString("en")})` : "No fact rests on it directly: other sources cite it."),
    ...paged(evidence, ({ stance, fact }) => el("li", {},
      `${capital(stances[stance])}: `, link(fact.__typename === "Event" ? "event" : "tie", fact.id, fact.summary)), more));
}

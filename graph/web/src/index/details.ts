// The panel's page about one actor, tie, event or source.
import type { ActorDetails, ActorEvent, ActorTie, EventDetails, Named, Page, SourceEvidence, SourceDetails, Status, TieDetails } from "./answers";
import { span, spelled } from "./dates";
import { button, el, set, type Child } from "./dom";
import { chain, evidenceList } from "./evidence";
import { link } from "./link";
import { paged, pagedBy, type Next } from "./paged";
import type { Tie } from "./scene";
import { actorTypes, capital, count, kindsOf, passives, relationTypes, signs, stances, statuses, statusMeanings } from "./words";

/** What a reader can do with an actor. */
export interface ActorActions { around(id: string): void; more(id: string): void; compare(id: string): void }

/** The further pages of an actor's lists. */
export interface ActorPages { ties: Next<ActorTie>; events: Next<ActorEvent> }

/** How many other names of an actor are shown at first, and how many more are shown rather than folded. */
const [fewNames, fewMore] = [12, 3];

/** A description list; rows without a value are omitted. */
function facts(...rows: [term: string, value: Child | Child[]][]): HTMLDListElement {
  const list = el("dl");
  for (const [term, value] of rows) {
    const values = (Array.isArray(value) ? value : [value]).filter(Boolean);
    if (values.length > 0) list.append(el("dt", {}, term), el("dd", {}, ...values));
  }
  return list;
}

function heading(kind: string, title: string, ...under: Child[]): HTMLElement {
  return el("header", {}, el("p", { class: "kind" }, kind), el("h2", { tabindex: -1 }, title), ...under);
}

/** A status as a mark and a word. */
export function badge(status: Status): HTMLElement {
  return el("span", { class: `badge ${status.toLowerCase()}`, title: statusMeanings[status] }, statuses[status]);
}

export function actorPage(actor: ActorDetails, actions: ActorActions, more: ActorPages): HTMLElement {
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
      ["Country", actor.country],
      ["Identifiers", actor.identifiers.map(({ scheme, value }) => `${scheme} ${value}`).join(" · ")]),
    el("h3", {}, capital(count(relations.totalCount, "tie"))),
    ...ties(actor.id, relations, more.ties),
    events.totalCount > 0 && el("h3", {}, capital(count(events.totalCount, "event"))),
    ...paged(events, (event) => el("li", {},
      link("event", event.id, event.title), " ", el("small", {}, span(event.from, event.to)),
      event.status !== "ASSERTED" && badge(event.status)), more.events));
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

/** The ties of an actor, grouped by type, each with links to the tie and to the actor at its other end. */
function ties(id: string, relations: Page<ActorTie>, next: Next<ActorTie>): Child[] {
  if (relations.totalCount === 0) return [el("p", { class: "help" }, "No tie matches these filters.")];
  const isFrom = (relation: ActorTie) => relation.subject.id === id;
  const group = (relation: ActorTie) =>
    capital((isFrom(relation) ? undefined : passives[relation.type]) ?? relationTypes[relation.type]);
  return pagedBy(relations, group, (relation) => tieRow(relation, isFrom(relation) ? relation.object : relation.subject), next);
}

function tieRow(relation: ActorTie, other: Named): HTMLLIElement {
  const { subject, object, type, role, kinds, status } = relation;
  const about = [role, kindsOf(kinds), setting(relation)].filter(Boolean).join(" · ");
  const name = [`Sources: ${subject.name} ${relationTypes[type]} ${object.name}`, about].filter(Boolean).join(" · ");
  return el("li", {},
    link("actor", other.id, other.name), " ", link("tie", relation.id, "sources", name), " ",
    status !== "ASSERTED" && badge(status),
    about && el("small", {}, about));
}

/**
 * What distinguishes a tie from others between the same two actors: when it held, against whom and in which conflict.
 */
export function setting({ from, to, against, conflict }: Pick<ActorTie, "from" | "to" | "against" | "conflict">): string {
  return [span(from, to), against && `against ${against.name}`, conflict?.name].filter(Boolean).join(" · ");
}

/** The page about a tie, which lists the other ties drawn as the same line. */
export function tiePage(tie: TieDetails, others: Tie[], knownBy: string): HTMLElement {
  const ends = [link("actor", tie.subject.id, tie.subject.name), ` ${relationTypes[tie.type]} `, link("actor", tie.object.id, tie.object.name)];
  return el("article", {},
    heading(`Tie, ${signs[tie.sign]}`, tie.summary),
    facts(
      ["Tie", ends],
      ["Role", tie.role],
      ["Kinds", kindsOf(tie.kinds)],
      ["When", span(tie.from, tie.to) || "no source says"],
      ["Status", [badge(tie.status), ` ${statusMeanings[tie.status]}`]],
      ["Against", tie.against && link("actor", tie.against.id, tie.against.name)],
      ["Conflict", tie.conflict?.name],
      ["Reported", span(tie.firstReported, tie.lastReported)],
      ["Independent sources", String(tie.independentSources)]),
    el("h3", {}, `What sources say${asKnown(knownBy)}`),
    evidenceList(tie.evidence),
    others.length > 0 && el("h3", {}, `${count(others.length, "more tie")} drawn as this line`),
    others.length > 0 && el("ul", { class: "rows" }, ...others.map(({ edge: { id, kinds, relation } }) =>
      el("li", {}, link("tie", id, setting(relation) || relation.summary), el("small", {}, kindsOf(kinds))))));
}

/** The end of a heading: the day by which things were known, if one is set. */
function asKnown(knownBy: string): string {
  return knownBy ? `, as known on ${spelled(knownBy)}` : "";
}

export function eventPage(event: EventDetails, knownBy: string): HTMLElement {
  return el("article", {},
    heading(`Event, ${event.mode ?? event.type.toLowerCase()}`, event.title, event.description && el("p", {}, event.description)),
    facts(
      ["When", span(event.from, event.to) || "no source says"],
      ["Where", [event.place?.name, event.place?.country].filter(Boolean).join(", ")],
      ["Conflict", event.conflict?.name],
      ["Status", [badge(event.status), ` ${statusMeanings[event.status]}`]],
      ["Who", listed(event.participants.map(({ actor, role }) => el("span", {}, link("actor", actor.id, actor.name), ` (${role.toLowerCase()})`)))],
      ["Refers to", listed(event.references.map(({ kind, to }) => el("span", {}, `${kind.toLowerCase().replace("_", " ")} `, link("event", to.id, to.title))))],
      ["Referred to by", listed(event.referencedBy.map(({ kind, from }) => el("span", {}, link("event", from.id, from.title), ` (${kind.toLowerCase().replace("_", " ")})`)))]),
    el("h3", {}, `What sources say${asKnown(knownBy)}`),
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
      ["Language", source.language],
      ["Taken from", source.via && chain(source.via)],
      ["Address", source.url && elsewhere(source.url)]),
    el("h3", {}, evidence.totalCount > 0 ? `What it says (${evidence.totalCount.toLocaleString("en")})` : "No fact rests on it directly: other sources cite it."),
    ...paged(evidence, ({ stance, fact }) => el("li", {},
      `${capital(stances[stance])}: `, link(fact.__typename === "Event" ? "event" : "tie", fact.id, fact.summary)), more));
}

/** Reports whether an address is an HTTP one; other schemes, such as javascript:, are not safe to link to. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

/** A link to another site; an address that is not HTTP is shown as text. */
function elsewhere(url: string): Child {
  return isWebAddress(url) ? el("a", { href: url, rel: "noreferrer external" }, url) : url;
}

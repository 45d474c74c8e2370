// The ties of an actor on its page: all of the same type with the same other actor are one entry.
import type { ActorTie, Named, Page, Status } from "./answers";
import { badge } from "./article";
import { firstDay, span, type Span } from "./dates";
import { el, type Child } from "./dom";
import { lifeline, whenOf, type Stretch } from "./lifeline";
import { link } from "./link";
import { pagedBy, type Next, type Place } from "./paged";
import { certaintyOf, deniersOf, kindStatusesIn, latestOf, reportWords, signOf, statusOf, type Denial, type KindStatus } from "./together";
import { capital, kindsOf, passives, relationTypes, statuses } from "./words";

/** What a page looks at: the dates of the view, "" if not set, and the time that life-lines show. */
export interface Moment { asOf: string; knownBy: string; span: Span | undefined }

/** The actor at the other end of a relation, and the entry that the relation belongs to. */
export function entryOf(id: string, { subject, object, type }: Pick<ActorTie, "subject" | "object" | "type">): Place & { other: Named } {
  const isFrom = subject.id === id;
  const other = isFrom ? object : subject;
  const group = capital((isFrom ? undefined : passives[type]) ?? relationTypes[type]);
  return { key: `${group} ${other.id}`, group, other };
}

/** The number of entries that relations of an actor make. */
export function entriesIn(id: string, relations: ActorTie[]): number {
  return new Set(relations.map((relation) => entryOf(id, relation).key)).size;
}

/** The ties of an actor, grouped by type, each with links to its sources and to the actor at its other end. */
export function ties(id: string, relations: Page<ActorTie>, next: Next<ActorTie>, at: Moment): Child[] {
  if (relations.totalCount === 0) return [el("p", { class: "help" }, "No tie matches these filters.")];
  return pagedBy(relations, (relation) => entryOf(id, relation), (some) => entry(id, some, at), next);
}

/** One entry: the other actor, a life-line, and what the relations say. */
function entry(id: string, relations: ActorTie[], at: Moment): HTMLLIElement {
  const { other } = entryOf(id, relations[0]!);
  const status = statusOf(relations.map((relation) => relation.status));
  const certainty = certaintyOf(relations.map((relation) => relation.certainty));
  const reported = reportWords({ certainty, lastReported: latestOf(relations.map(({ lastReported }) => lastReported)) }, at.asOf);
  const [only, ...others] = relations;
  return el("li", {},
    link("actor", other.id, other.name), " ", others.length === 0 && sources(only!), " ",
    status !== "ASSERTED" && badge(status), " ",
    reported && el("span", { class: "help" }, certainty === "PRESUMED" ? `presumed, ${reported}` : reported),
    lifeline(periodsOf(relations), signOf(relations.map(({ sign }) => sign)), at.span, at.asOf),
    el("small", {}, ...kindMarks(kindStatusesIn(relations.map(({ kindStatuses }) => kindStatuses)), relations.flatMap(({ denials }) => denials), status)),
    others.length === 0 ? el("small", {}, setting(only!)) : el("ul", { class: "plain" }, ...relations.map((relation) =>
      el("li", {}, el("small", {}, sources(relation), " ", setting(relation))))));
}

/** A link to what sources say about a relation. */
function sources(relation: ActorTie): HTMLAnchorElement {
  const { id, subject, object, type, kindStatuses } = relation;
  const about = [kindsOf(kindStatuses.map(({ kind }) => kind)), setting(relation)].filter(Boolean).join(" · ");
  return link("tie", id, "sources", [`Sources: ${subject.name} ${relationTypes[type]} ${object.name}`, about].filter(Boolean).join(" · "));
}

/** The periods of relations, by their first days. */
export function periodsOf(relations: { periods: Stretch[] }[]): Stretch[] {
  const day = ({ from }: Stretch) => (from ? firstDay(from) : -Infinity);
  return relations.flatMap(({ periods }) => periods).sort((a, b) => day(a) - day(b));
}

/** Kinds of a tie, separated by commas; one that is denied is marked with who denies it, one that is only alleged unless the tie is. */
export function kindMarks(kinds: KindStatus[], denials: Denial[], tie: Status): Child[] {
  return kinds.flatMap(({ kind, status }, i): Child[] => {
    const isMarked = status !== "ASSERTED" && !(status === "ALLEGED" && tie === "ALLEGED");
    return [i > 0 && ", ", kindsOf([kind]), isMarked && " ", isMarked &&
      el("span", { class: `badge ${status.toLowerCase()}` }, deniedWords({ kind, status }, denials))];
  });
}

/** The status of a kind in words, with who denies it: "denied by Russia". */
export function deniedWords({ kind, status }: KindStatus, denials: Denial[]): string {
  const deniers = status === "ALLEGED" ? [] : deniersOf(kind, denials);
  const verb = status === "DISPUTED" && deniers.length > 0 ? "disputed, denied" : statuses[status];
  return deniers.length > 0 ? `${verb} by ${deniers.join(", ")}` : verb;
}

/** What distinguishes a tie from others of the same two actors: its role, its time, against whom, in which conflict, as part of what. */
export function setting(relation: Pick<ActorTie, "role" | "from" | "to" | "against" | "conflict" | "coalition"> & { periods?: Stretch[] }): string {
  const { role, from, to, against, conflict, coalition, periods = [] } = relation;
  const when = periods.length === 1 ? whenOf(periods, 0) : span(from, to);
  return [
    role, periods.length > 1 ? `${when}, in ${periods.length} periods` : when,
    against && `against ${against.name}`, conflict?.name, coalition && `as part of ${coalition.name}`,
  ].filter(Boolean).join(" · ");
}

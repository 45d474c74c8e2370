// What several relations of the same pair and type add up to: they are one line of the picture, one row of a table and
// one entry of an actor's page.
import type { Certainty, RelationKind, Sign, Status } from "./answers";
import { firstDay, lastDay, spelled } from "./dates";
import { allianceKinds, supportKinds } from "./words";

/** A kind with its status. */
export interface KindStatus { kind: RelationKind; status: Status }

const [certainties, signs, strength]: [Certainty[], Sign[], Status[]] =
  [["KNOWN", "PRESUMED"], ["POSITIVE", "NEGATIVE", "NEUTRAL"], ["ASSERTED", "ALLEGED", "DISPUTED", "DENIED"]];

const kinds = [...Object.keys(supportKinds), ...Object.keys(allianceKinds)] as RelationKind[];

/** The first of some words in an order that occurs in a list. */
function firstOf<T>(order: T[], list: T[]): T {
  return order.find((one) => list.includes(one)) ?? order[0]!;
}

/** The status of relations: ASSERTED if one of them is, else ALLEGED, DISPUTED or DENIED. */
export function statusOf(list: Status[]): Status {
  return firstOf(strength, list);
}

/** The certainty of relations: KNOWN if one of them is. */
export function certaintyOf(list: Certainty[]): Certainty {
  return firstOf(certainties, list);
}

/** The sign of relations of one type: NEUTRAL if all are. */
export function signOf(list: Sign[]): Sign {
  return firstOf(signs, list);
}

/** The kinds of relations, each once, in their order. */
export function kindsIn(lists: RelationKind[][]): RelationKind[] {
  return kinds.filter((kind) => lists.some((list) => list.includes(kind)));
}

/** The kinds of relations with what the status of each adds up to. */
export function kindStatusesIn(lists: KindStatus[][]): KindStatus[] {
  const all = lists.flat();
  return kindsIn([all.map(({ kind }) => kind)]).map((kind) => ({
    kind, status: statusOf(all.filter((one) => one.kind === kind).map(({ status }) => status)),
  }));
}

/** A denial: who denies what. */
export interface Denial { kinds: RelationKind[]; speaker: { name: string } | null; source: { publisher: string | null; title: string } }

/** Who denies a kind, each once: the speaker, or else who published it. */
export function deniersOf(kind: RelationKind, denials: Denial[]): string[] {
  const of = denials.filter(({ kinds }) => kinds.length === 0 || kinds.includes(kind));
  return [...new Set(of.map(({ speaker, source }) => speaker?.name ?? source.publisher ?? source.title))];
}

/** How long before the day asked for a last report is worth a mention, in days. */
const long = 365;

/** When something was last reported, if a reader has to know: it is presumed, or long before the date asked for. */
export function reportWords({ certainty, lastReported }: { certainty: Certainty; lastReported: string | null }, asOf: string): string {
  if (!lastReported) return "";
  const isOld = asOf !== "" && lastDay(lastReported) + long < firstDay(asOf);
  return certainty === "PRESUMED" || isOld ? `last reported ${spelled(lastReported)}` : "";
}

/** The latest of dates, null if there is none. */
export function latestOf(dates: (string | null)[]): string | null {
  return dates.filter((date) => date !== null).sort((a, b) => lastDay(a) - lastDay(b)).at(-1) ?? null;
}

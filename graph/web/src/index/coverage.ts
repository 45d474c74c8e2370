// What the sources cover: the day that the page opens on, the span of the slider, and what to say of other days.
import type { RelationType, Start } from "./answers";
import { firstDay, hull, lastDay, span, type Span } from "./dates";
import { relationTypes } from "./words";

/** What the sources of each type of relation cover. */
export type Coverage = Start["dataset"]["coverage"];

/** The last day that the sources of every type cover, "" if there are no relations. */
export function opensOn(coverage: Pick<Coverage[number], "to">[]): string {
  const ends = coverage.flatMap(({ to }) => (to ? [to] : []));
  return ends.sort((a, b) => lastDay(a) - lastDay(b))[0] ?? "";
}

/** The spans of those types that cover anything. */
function spansOf(coverage: Coverage): Span[] {
  return coverage.flatMap(({ from, to }) => (from && to ? [{ from, to }] : []));
}

/** What the slider spans: what is covered, what it spanned before, and the date asked for. */
export function spanOf(coverage: Coverage, before: Span | undefined, asOf: string): Span | undefined {
  const asked = asOf ? [{ from: asOf, to: asOf }] : [];
  return hull([...spansOf(coverage), ...(before ? [before] : []), ...asked]);
}

/** A date that the sources of some types do not cover. */
export interface Gap {
  /** The types that are not covered then. */
  types: RelationType[];
  /** None of the types asked for is covered then. */
  whole: boolean;
  /** That is because the date is after what is covered; only then may something be presumed. */
  after: boolean;
  /** What is covered of all types asked for. */
  covered: Span;
}

/** What is not covered of a date, if anything; only of some types, if there are any. */
export function gapOf(coverage: Coverage, asOf: string, types: RelationType[]): Gap | undefined {
  const asked = coverage.filter(({ type }) => types.length === 0 || types.includes(type));
  const covered = hull(spansOf(asked));
  if (!asOf || !covered) return undefined;
  const missing = asked.filter(({ from, to }) => !from || !to || lastDay(asOf) < firstDay(from) || firstDay(asOf) > lastDay(to));
  if (missing.length === 0) return undefined;
  return {
    types: missing.map(({ type }) => type), whole: missing.length === asked.length, after: firstDay(asOf) > lastDay(covered.to), covered,
  };
}

/** What a reader has to know of a date that is not covered, or not for ties of every type. */
export function gapWords({ types, whole, covered }: Gap): string {
  if (whole) return `Not covered: the sources speak of ${span(covered.from, covered.to)}`;
  return `Not covered then: ${types.map((type) => relationTypes[type]).join(", ")}`;
}

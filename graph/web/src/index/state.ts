// The state of the explorer, and what is drawn of it: a pure function, which can be read and tested without a page.
import type { Partition, Start } from "./answers";
import { isUnknownActor, networkQuery } from "./api";
import { gapOf, gapWords, opensOn, spanOf, type Gap } from "./coverage";
import { firstDay, lastDay, problemOf, span, spelled, type Span } from "./dates";
import type { LegendData } from "./legend";
import type { Actor, Scene } from "./scene";
import { cleared, filterCount, problemsOf, split, variablesOf, type View } from "./view";
import { count } from "./words";

/** Everything that changes while somebody uses the page. */
export interface State {
  view: View;
  /** More changes of the view are about to follow. */
  passing: boolean;
  /** The server has not answered everything that the view asks for. */
  pending: boolean;
  /** The choices that the controls offer; absent until the server has answered. */
  start: Start | undefined;
  /** The time that the slider spans: what is covered, and every date that was asked for. */
  span: Span | undefined;
  /** The picture built from the server's latest answers; absent before the first. */
  answered: Answered | undefined;
  /** Every actor that has been in the picture, with its place, which the layout and the reader change. */
  places: Map<string, Actor>;
  /** The network that the places belong to, "" while it has none. */
  settled: string;
  /** The actors and ties that the comparison in the panel rests on. */
  grounds: string[];
  /** The version of the facts that the latest answer came from. */
  version: string;
  trouble: Error | undefined;
  notice: Notice | undefined;
  /** The server's facts may be out of date. */
  stale: boolean;
  /** Moves the focus to the panel once it shows what was chosen. */
  focusing: boolean;
  /** The number of changes that the panel has to show, and the number of the last one that it shows. */
  revision: number;
  followed: number;
}

/** What the server answered to a view. */
export interface Answered {
  view: View;
  scene: Scene;
  truncated: boolean;
  partition: Partition | undefined;
  /** The blocs are not found yet. */
  finding: boolean;
}

/** A text for the reader, with buttons: each changes the view or does something else. */
export interface Notice { text: string; buttons: { label: string; does: Partial<View> | Act }[] }

/** Sends all queries again; loads changed facts; copies the citation; closes a notice. */
export type Act = "retry" | "redraw" | "copy" | "closeTrouble" | "closeNotice";

/** What is drawn, apart from the panel and the controls that show the view. */
export interface Drawn {
  scene: Scene;
  /** The bloc of each actor, by id. */
  blocs: Map<string, number>;
  /** The actors and ties that are highlighted, if any. */
  near: Set<string>;
  /** The actor or tie with a ring, "" if none. */
  chosen: string;
  /** The picture in words. */
  label: string;
  /** The same, with what a reader has to know about it. */
  count: string;
  /** Shown instead of an empty picture. */
  empty: Notice | undefined;
  trouble: Notice | undefined;
  notice: Notice | undefined;
  /** A warning says that the facts may be out of date. */
  stale: boolean;
  busy: boolean;
  /** The picture is complete, and the panel shows what belongs to it. */
  resting: boolean;
  legend: LegendData;
  /** The version of the facts, which views are cited by. */
  version: string;
  title: string;
  /** The address of the playground with the query for the picture. */
  query: string;
}

const nothing: Scene = { actors: [], ties: [], lines: [] };

/** Offers to show facts that have changed. */
export const changed: Notice = {
  text: "The facts have changed.", buttons: [{ label: "Redraw", does: "redraw" }, { label: "Later", does: "closeNotice" }],
};

/** A notice with a text and a button that closes it. */
export function noted(text: string): Notice {
  return { text, buttons: [{ label: "Close", does: "closeNotice" }] };
}

/** The state of a page that has just been opened. */
export function opened(view: View): State {
  return {
    view, passing: false, pending: false, start: undefined, span: undefined, answered: undefined, places: new Map(), settled: "", grounds: [], version: "",
    trouble: undefined, notice: undefined, stale: false, focusing: false, revision: 0, followed: 0,
  };
}

/** The date that a view opens on: the last day that every type covers, but none that was still to come for its reader. */
function openingOf({ knownBy }: View, { dataset: { coverage } }: Start): string {
  const last = opensOn(coverage);
  return last && knownBy && !problemOf(knownBy) && lastDay(knownBy) < firstDay(last) ? knownBy : last;
}

/** A view on the date that it opens on, if it does not ask for a time. */
export function dated(view: View, start: Start): View {
  return view.asOf === null ? { ...view, asOf: openingOf(view, start) } : view;
}

/** What the slider spans once a view is asked for. */
export function spanned({ view: { asOf }, start, span: before }: Pick<State, "view" | "start" | "span">): Span | undefined {
  return start && spanOf(start.dataset.coverage, before, asOf && !problemOf(asOf) ? asOf : "");
}

/** What is not covered of the date that a view asks for, if anything. */
function gapIn(start: Start | undefined, { asOf, types }: View): Gap | undefined {
  return start && asOf && !problemOf(asOf) ? gapOf(start.dataset.coverage, asOf, types) : undefined;
}

/** What is drawn of a state. */
export function drawnOf(state: State): Drawn {
  const { answered, view, version, trouble, notice, revision, followed } = state;
  const label = answered ? labelOf(answered) : "";
  const busy = isBusy(state);
  return {
    scene: answered?.scene ?? nothing, blocs: blocsOf(answered?.partition), ...emphasisOf(state), label, busy, notice, stale: state.stale,
    count: answered ? label + remarkOn(answered, gapIn(state.start, answered.view)) : "", empty: emptyOf(state), trouble: trouble && troubleOf(trouble),
    resting: followed === revision && !busy, legend: legendOf(answered), version, title: titleOf(state), query: queryOf(view),
  };
}

/** Reports whether an answer is still to come. */
function isBusy({ pending, view }: State): boolean {
  return pending && !isImpossible(view);
}

/** Reports whether the picture does not yet show what the view asks for. */
export function isLoading(state: State): boolean {
  return !state.settled && isBusy(state);
}

/** Reports whether a view has an invalid date, which the server would refuse. */
export function isImpossible(view: View): boolean {
  return Object.keys(problemsOf(view)).length > 0;
}

/** The name of an actor, or its id if the name is not known yet. */
export function nameOf({ places }: Pick<State, "places">, id: string): string {
  return places.get(id)?.node.label ?? id;
}

/** The bloc that each actor is in. */
function blocsOf(partition: Partition | undefined): Map<string, number> {
  return new Map(partition?.blocs.flatMap(({ actors }, i) => actors.map(({ id }) => [id, i] as const)));
}

/** Highlights what is compared or chosen, with the actors at the ends of its ties. */
function emphasisOf({ answered, grounds }: State): { near: Set<string>; chosen: string } {
  if (!answered) return { near: new Set(), chosen: "" };
  const { view: { tab, show }, scene } = answered;
  const [kind, id] = split(show);
  const isCompared = tab === "compare" && grounds.length > 0;
  const own = new Set(isCompared ? grounds : []);
  const near = new Set(own);
  for (const tie of scene.ties) {
    const stands = isCompared ? own.has(tie.id) : kind === "tie" ? tie.id === id : kind === "actor" && (tie.source.id === id || tie.target.id === id);
    if (stands) near.add(tie.id).add(tie.source.id).add(tie.target.id);
  }
  return { near, chosen: !isCompared && (kind === "actor" || kind === "tie") ? id : "" };
}

function labelOf({ view, scene: { actors, lines } }: Answered): string {
  const presumed = lines.filter(({ certainty }) => certainty === "PRESUMED").length;
  const some = presumed > 0 ? ` (${presumed === lines.length ? "all" : presumed.toLocaleString("en")} presumed)` : "";
  const when = view.asOf ? `, as of ${spelled(view.asOf)}` : "";
  const known = view.knownBy ? `, as known on ${spelled(view.knownBy)}` : "";
  return `${count(actors.length, "actor")}, ${count(lines.length, "tie")}${some}${when}${known}`;
}

function remarkOn({ truncated, finding }: Answered, gap: Gap | undefined): string {
  const remarks = [gap && `${gapWords(gap)}.`, truncated && "There are more: these are the nearest and best connected.", finding && "Finding blocs …"];
  return remarks.filter(Boolean).map((remark, i) => (i === 0 ? `. ${remark}` : ` ${remark}`)).join("");
}

function legendOf(answered: Answered | undefined): LegendData {
  return { partition: answered?.partition, presumed: answered?.view.presumed ?? false };
}

function titleOf(state: State): string {
  const [kind, id] = split(state.view.show);
  return kind === "actor" ? `${nameOf(state, id)} · Entente` : "Entente";
}

function queryOf(view: View): string {
  return `playground?${new URLSearchParams({ query: networkQuery, variables: JSON.stringify(variablesOf(view), null, 2) })}`;
}

/** Why there is no picture, and what helps. */
function emptyOf({ view, answered, start }: State): Notice | undefined {
  if (answered && answered.scene.ties.length > 0) return undefined;
  if (!answered && !isImpossible(view)) return undefined;
  const { text, goesOn } = reasonOf(view, gapIn(start, view));
  const opening = start ? openingOf(view, start) : "";
  return {
    text,
    buttons: [
      ...(goesOn && !view.presumed ? [{ label: "Presume that ties go on", does: { presumed: true } }] : []),
      ...(opening && view.asOf && view.asOf !== opening ? [{ label: `As of ${spelled(opening)}`, does: { asOf: opening } }] : []),
      ...(view.asOf || view.knownBy ? [{ label: "All time", does: { asOf: "", knownBy: "" } }] : []),
      ...(filterCount(view) > 0 ? [{ label: "Clear filters", does: cleared() }] : []),
    ],
  };
}

/** Why a view has no ties, and whether some may be presumed to go on. */
function reasonOf(view: View, gap: Gap | undefined): { text: string; goesOn: boolean } {
  const { asOf, knownBy } = view;
  if (isImpossible(view)) return { text: "This address has an invalid date. Choose another time.", goesOn: false };
  if (asOf && gap?.whole) {
    const covered = span(gap.covered.from, gap.covered.to);
    const so = view.presumed && gap.after ? "No tie can be presumed to go on until then" : "So nothing is known to hold then";
    return { text: `No source covers ${spelled(asOf)}: they speak of ${covered}. ${so}.`, goesOn: gap.after };
  }
  if (asOf && knownBy && firstDay(asOf) > lastDay(knownBy)) {
    return { text: `Nothing was known of ${spelled(asOf)} on ${spelled(knownBy)}: no source knows the future.`, goesOn: true };
  }
  return { text: "No tie matches this view. Choose another time, or fewer filters.", goesOn: false };
}

/** What went wrong, and what may help. */
function troubleOf(error: Error): Notice {
  const help = isUnknownActor(error)
    ? { label: "Clear filters", does: { ...cleared(), compare: [] } } : { label: "Try again", does: "retry" as const };
  return { text: error.message, buttons: [help, { label: "Close", does: "closeTrouble" }] };
}

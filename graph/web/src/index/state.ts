// The state of the explorer, and what is drawn of it: a pure function, so that it can be read and tested without a page.
import type { Partition, Start } from "./answers";
import { isUnknownActor, networkQuery } from "./api";
import { spelled } from "./dates";
import type { Told } from "./legend";
import { crowd, type Actor, type Scene } from "./scene";
import { cleared, filterCount, problemsOf, split, variablesOf, type View } from "./view";
import { count } from "./words";

/** Everything that changes while somebody uses the page. */
export interface State {
  view: View;
  /** More changes of the view are about to follow. */
  passing: boolean;
  /** The server has not answered everything that the view asks for. */
  asking: boolean;
  /** What there is to choose from; absent until the server has answered. */
  start: Start | undefined;
  /** The picture that the server's last answers make; absent before the first. */
  answered: Answered | undefined;
  /** Every actor that has been in the picture, with its place, which the layout and the reader change. */
  places: Map<string, Actor>;
  /** The network that the places are for, "" while there are none. */
  settled: string;
  /** The actors and ties that the comparison in the panel rests on. */
  grounds: string[];
  /** The version of the facts that answered last. */
  version: string;
  trouble: Error | undefined;
  notice: Notice | undefined;
  /** Moves the focus to the panel once it shows what was chosen. */
  focusing: boolean;
  /** Counts the changes that the panel has to follow, and the last of them that it shows. */
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

/** Asks everything anew; takes the facts that have changed; copies the citation; closes a notice. */
export type Act = "retry" | "redraw" | "copy" | "closeTrouble" | "closeNotice";

/** What is drawn, apart from the panel and the controls that show the view. */
export interface Drawn {
  scene: Scene;
  /** The bloc of each actor, by id. */
  blocs: Map<string, number>;
  /** The actors and ties that stand out; none: all are alike. */
  near: Set<string>;
  /** The actor or tie with a ring, "" for none. */
  chosen: string;
  /** The picture in words. */
  label: string;
  /** The same with what a reader has to know of it. */
  count: string;
  /** Shown instead of an empty picture. */
  empty: Notice | undefined;
  trouble: Notice | undefined;
  notice: Notice | undefined;
  busy: boolean;
  /** The picture is complete, and the panel shows what belongs to it. */
  resting: boolean;
  legend: Told;
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

/** Tells the reader something. */
export function noted(text: string): Notice {
  return { text, buttons: [{ label: "Close", does: "closeNotice" }] };
}

/** The state of a page that has just been opened. */
export function opened(view: View): State {
  return {
    view, passing: false, asking: false, start: undefined, answered: undefined, places: new Map(), settled: "", grounds: [], version: "",
    trouble: undefined, notice: undefined, focusing: false, revision: 0, followed: 0,
  };
}

/** What is drawn of a state. */
export function drawnOf(state: State): Drawn {
  const { answered, view, version, trouble, notice, revision, followed } = state;
  const label = answered ? labelOf(answered) : "";
  const busy = isBusy(state);
  return {
    scene: answered?.scene ?? nothing, blocs: blocsOf(answered?.partition), ...emphasisOf(state), label, busy, notice,
    count: answered ? label + remarkOn(answered) : "", empty: emptyOf(state), trouble: trouble && troubleOf(trouble),
    resting: followed === revision && !busy, legend: legendOf(answered), version, title: titleOf(state), query: queryOf(view),
  };
}

/** Reports whether the server has not answered yet, and can. */
function isBusy({ asking, view }: State): boolean {
  return asking && !isImpossible(view);
}

/** Reports whether the picture does not yet have what the view asks for. */
export function isLoading(state: State): boolean {
  return !state.settled && isBusy(state);
}

/** Reports whether a view has an invalid date, which the server would refuse. */
export function isImpossible(view: View): boolean {
  return Object.keys(problemsOf(view)).length > 0;
}

/** The name of an actor, its id before it is known. */
export function nameOf({ places }: Pick<State, "places">, id: string): string {
  return places.get(id)?.node.label ?? id;
}

/** The bloc that each actor is in. */
function blocsOf(partition: Partition | undefined): Map<string, number> {
  return new Map(partition?.blocs.flatMap(({ actors }, i) => actors.map(({ id }) => [id, i] as const)));
}

/** Makes what is compared, or what is chosen, stand out, with the actors that its ties are between. */
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

function labelOf({ view, scene: { actors, ties } }: Answered): string {
  const when = view.asOf ? `, as of ${spelled(view.asOf)}` : "";
  const known = view.knownBy ? `, as known on ${spelled(view.knownBy)}` : "";
  return `${count(actors.length, "actor")}, ${count(ties.length, "tie")}${when}${known}`;
}

function remarkOn({ truncated, finding }: Answered): string {
  const more = truncated ? ". There are more: these are the nearest and best connected." : "";
  return `${more}${finding ? `${more ? "" : "."} Finding blocs …` : ""}`;
}

function legendOf(answered: Answered | undefined): Told {
  return { partition: answered?.partition, crowded: (answered?.scene.ties.length ?? 0) > crowd };
}

function titleOf(state: State): string {
  const [kind, id] = split(state.view.show);
  return kind === "actor" ? `${nameOf(state, id)} · Entente` : "Entente";
}

function queryOf(view: View): string {
  return `playground?${new URLSearchParams({ query: networkQuery, variables: JSON.stringify(variablesOf(view), null, 2) })}`;
}

/** Why there is no picture, and what helps. */
function emptyOf({ view, answered }: State): Notice | undefined {
  if (answered && answered.scene.ties.length > 0) return undefined;
  const impossible = isImpossible(view);
  if (!answered && !impossible) return undefined;
  return {
    text: impossible ? "This address has a date that there is not. Choose another time." : "No tie fits this view. Choose another time, or fewer filters.",
    buttons: [
      ...(view.asOf || view.knownBy ? [{ label: "All time", does: { asOf: "", knownBy: "" } }] : []),
      ...(filterCount(view) > 0 ? [{ label: "Clear filters", does: cleared() }] : []),
    ],
  };
}

/** What went wrong, and what may help. */
function troubleOf(error: Error): Notice {
  const help = isUnknownActor(error)
    ? { label: "Clear filters", does: { ...cleared(), compare: [] } } : { label: "Try again", does: "retry" as const };
  return { text: error.message, buttons: [help, { label: "Close", does: "closeTrouble" }] };
}

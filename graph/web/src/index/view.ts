// The view that the reader has chosen. The address holds all of it, so a view can be cited, shared and returned to.

import type { RelationFilter, RelationKind, RelationType, Status } from "./answers";
import type { NetworkQueryVariables } from "./answers.generated";
import { problemOf } from "./dates";
import { allianceKinds, relationTypes, statuses, supportKinds } from "./words";

/** A view of the network. */
export interface View {
  /** The date asked for, "" for all time; null until it is known on which day the facts open. */
  asOf: string | null;
  knownBy: string;
  /** Ties may be presumed to go on where no source speaks of them. */
  presumed: boolean;
  types: RelationType[];
  kinds: RelationKind[];
  statuses: Status[];
  conflict: string;
  around: string[];
  depth: number;
  /** The number of blocs that actors are coloured by; 0 if they are not. */
  blocs: number;
  /** What the panel describes: `actor`, `tie`, `event` or `source`, a colon and an id; "" for nothing. */
  show: string;
  /** The two actors being compared; "" for one that is not chosen yet. */
  compare: string[];
  /** Whether the allies and adversaries of an actor include those without a direct tie. */
  indirect: boolean;
  tab: Tab;
}

/** A page of the panel. */
export type Tab = "details" | "compare" | "ties" | "actors";

export const tabs: Tab[] = ["details", "compare", "ties", "actors"];
const shown = ["actor", "tie", "event", "source"];
const known = {
  types: Object.keys(relationTypes) as RelationType[], statuses: Object.keys(statuses) as Status[],
  kinds: [...Object.keys(supportKinds), ...Object.keys(allianceKinds)] as RelationKind[],
};
/** The date of an address that asks for all time. */
const allTime = "all";
export const maxDepth = 6;
export const maxBlocs = 6;

/** The view of the whole network on the day that the facts open on. */
export function whole(): View {
  return {
    asOf: null, knownBy: "", presumed: false, types: [], kinds: [], statuses: [], conflict: "", around: [], depth: 1, blocs: 0,
    show: "", compare: [], indirect: true, tab: "details",
  };
}

/** Reads a view from the query string of an address; invalid parameters are ignored. */
export function read(search: string): View {
  const params = new URLSearchParams(search);
  const list = (name: string) => (params.get(name) ?? "").split(",").filter(Boolean);
  const number = (name: string, low: number, high: number, otherwise: number) => {
    const n = Number(params.get(name) ?? NaN);
    return Number.isInteger(n) && n >= low && n <= high ? n : otherwise;
  };
  const kind = shown.find((name) => params.get(name));
  return {
    asOf: params.get("asOf") === allTime ? "" : params.get("asOf") || null,
    knownBy: params.get("knownBy") ?? "",
    presumed: params.get("presumed") === "true",
    types: among(known.types, list("types")),
    kinds: among(known.kinds, list("kinds")),
    statuses: among(known.statuses, list("statuses")),
    conflict: params.get("conflict") ?? "",
    around: list("around"),
    depth: number("depth", 0, maxDepth, 1),
    blocs: number("blocs", 2, maxBlocs, 0),
    show: kind ? `${kind}:${params.get(kind)}` : "",
    compare: (params.get("compare") ?? "").split(",").slice(0, 2),
    indirect: params.get("indirect") !== "false",
    tab: tabs.find((tab) => tab === params.get("tab")) ?? "details",
  };
}

/** The words that are known, in their order. */
function among<T extends string>(known: T[], words: string[]): T[] {
  return words.flatMap((word) => known.filter((one) => one === word));
}

/** Writes a view as the query string of an address, "" for the whole network on the day that the facts open on. */
export function write(view: View): string {
  const parts: string[] = [];
  const put = (name: string, value: string) => {
    if (value) parts.push(`${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`);
  };
  put("asOf", view.asOf === "" ? allTime : view.asOf ?? "");
  put("knownBy", view.knownBy);
  if (view.presumed) put("presumed", "true");
  put("types", view.types.join());
  put("kinds", view.kinds.join());
  put("statuses", view.statuses.join());
  put("conflict", view.conflict);
  put("around", view.around.join());
  if (view.around.length > 0 && view.depth !== 1) put("depth", String(view.depth));
  if (view.blocs) put("blocs", String(view.blocs));
  const [kind = "", id] = split(view.show);
  put(kind, id);
  put("compare", view.compare.join().replace(/,+$/, ""));
  if (!view.indirect) put("indirect", "false");
  if (view.tab !== "details") put("tab", view.tab);
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}

/** Splits what is shown into its kind and its id. */
export function split(show: string): [kind: string, id: string] {
  const at = show.indexOf(":");
  return [show.slice(0, Math.max(at, 0)), show.slice(at + 1)];
}

/** The RelationFilter of a view; a list without items filters nothing. */
export function filterOf(view: View): RelationFilter {
  const { asOf, knownBy, presumed, conflict, types, kinds, statuses } = view;
  const all = { asOf, knownBy, presumed, conflicts: conflict ? [conflict] : [], types, kinds, statuses };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value === true || (!!value && value.length > 0)));
}

/** The variables of the query for the network of a view. */
export function variablesOf(view: View): NetworkQueryVariables {
  const where = filterOf(view);
  return view.around.length > 0 ? { where, around: view.around, depth: view.depth } : { where };
}

/** The address of a file that the server makes of a view. */
export function fileOf(name: string, view: View): string {
  const { where, ...around } = variablesOf(view);
  const given = Object.entries({ ...where, ...around }).map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join("&");
  return `export/${name}${given && (name.includes("?") ? "&" : "?")}${given}`;
}

/** The number of filters that are set, not counting the dates. */
export function filterCount(view: View): number {
  const lists = [view.types, view.kinds, view.statuses, view.around];
  return lists.filter((list) => list.length > 0).length + (view.conflict ? 1 : 0);
}

/** What clearing the filters sets. */
export function cleared(): Partial<View> {
  const { types, kinds, statuses, conflict, around, depth } = whole();
  return { types, kinds, statuses, conflict, around, depth };
}

/** What is wrong with the dates of a view. */
export function problemsOf({ asOf, knownBy }: Pick<View, "asOf" | "knownBy">): { asOf?: string; knownBy?: string } {
  const problems: { asOf?: string; knownBy?: string } = {};
  if (asOf && problemOf(asOf)) problems.asOf = problemOf(asOf);
  if (knownBy && problemOf(knownBy)) problems.knownBy = problemOf(knownBy);
  return problems;
}

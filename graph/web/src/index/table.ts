// The ties and actors of the picture as sortable tables.
import type { Named, Page, Partition } from "./answers";
import { badge } from "./article";
import { hull, span } from "./dates";
import { button, el, type Child } from "./dom";
import { link } from "./link";
import { following } from "./paged";
import { nameOf } from "./picture";
import type { Scene } from "./scene";
import { actorTypes, blocLetter, capital, count, kindsOf, relationTypes } from "./words";

/** A column: its name, the content of its cells, and the key that rows are sorted by. */
interface Column<T> {
  name: string;
  cell(row: T): Child | Child[];
  key(row: T): string | number;
  /** The column that it is folded into, below that one's content, if there is no room for both. */
  into?: string | undefined;
}

type Row = Scene["lines"][number];
type Relation = Row["ties"][number]["edge"]["relation"];
type ActorRow = Scene["actors"][number];

/** The number of rows shown at first, and added by each "Show more". */
const pageSize = 200;

/** The column that each table is sorted by, and whether in descending order. */
const order = new Map<string, { by: string; back: boolean }>();

export function tieTable(scene: Scene, redraw: () => void): HTMLElement {
  const has = (test: (relation: Relation) => unknown) => scene.ties.some(({ edge }) => test(edge.relation));
  const opposed = has(({ against }) => against);
  const dated = has(({ from, to }) => from ?? to);
  const columns: (Column<Row> | false)[] = [
    { name: "From", cell: ({ source }) => link("actor", source.id, source.node.label), key: ({ source }) => source.node.label },
    {
      name: "Tie", key: ({ type }) => type, cell: (line) => [
        link("tie", line.id, relationTypes[line.type], nameOf(line)),
        ...[kindsOf(line.kinds), rolesOf(line), coalitionsOf(line)].map((words) => words && el("small", {}, words))],
    },
    { name: "To", cell: ({ target }) => link("actor", target.id, target.node.label), key: ({ target }) => target.node.label },
    opposed && {
      name: "Against", into: "To", key: (line) => opponents(line)[0]?.name ?? "",
      cell: (line) => opponents(line).flatMap(({ id, name }, i) => [i > 0 && ", ", link("actor", id, name)]),
    },
    dated && { name: "Known", cell: (line) => knownSpan(line), key: ({ ties }) => ties.map(({ edge }) => edge.relation.from ?? "").sort()[0] ?? "" },
    has(({ conflict }) => conflict) && {
      name: "Conflict", into: dated ? "Known" : "Tie", cell: (line) => conflictsOf(line), key: (line) => conflictsOf(line),
    },
    { name: "Status", into: opposed ? "Tie" : undefined, cell: ({ status, certainty }) => [badge(status), certainty === "PRESUMED" && " presumed"], key: ({ status, certainty }) => `${certainty} ${status}` },
  ];
  const shown = columns.filter((column) => column !== false);
  return table("ties", `The ${count(scene.lines.length, "tie")} in the picture`, scene.lines, shown, redraw);
}

/** What relations of a line say, each once. */
function each<T>({ ties }: Row, value: (relation: Relation) => T | null | undefined): T[] {
  return [...new Set(ties.flatMap(({ edge }) => value(edge.relation) ?? []))];
}

/** The actors against whom the relations of a line are, each once. */
function opponents(line: Row): Named[] {
  return [...new Map(each(line, ({ against }) => against).map((one) => [one.id, one])).values()];
}

const rolesOf = (line: Row) => each(line, ({ role }) => role).join(", ");
const conflictsOf = (line: Row) => each(line, ({ conflict }) => conflict?.name).join(", ");
const coalitionsOf = (line: Row) => each(line, ({ coalition }) => coalition && `as part of ${coalition.name}`).join(", ");

/** The time from the first to the last day on which a line is known to hold. */
function knownSpan({ ties }: Row): string {
  const known = hull(ties.flatMap(({ edge: { relation: { from, to } } }) => (from && to ? [{ from, to }] : [])));
  return known ? span(known.from, known.to) : "";
}

export function actorTable(scene: Scene, blocs: Map<string, number>, partition: Partition | undefined, redraw: () => void): HTMLElement {
  const columns: Column<ActorRow>[] = [
    { name: "Actor", cell: ({ id, node }) => link("actor", id, node.label), key: ({ node }) => node.label },
    { name: "Type", cell: ({ node }) => capital(actorTypes[node.type]), key: ({ node }) => actorTypes[node.type] },
    { name: "Ties", cell: ({ degree }) => String(degree), key: ({ degree }) => -degree },
  ];
  if (blocs.size > 0) {
    const letter = ({ id }: ActorRow) => (blocs.has(id) ? blocLetter(blocs.get(id) ?? 0) : "–");
    columns.push({ name: "Bloc", cell: letter, key: letter });
  }
  const caption = `The ${count(scene.actors.length, "actor")} in the picture${partition ? `, ${sorted(partition)}` : "."}`;
  return table("actors", caption, scene.actors, columns, redraw);
}

/** How well the partition into blocs fits the ties. */
export function sorted({ blocs, frustration, optimal }: Partition): string {
  if (frustration === 0) return `in ${count(blocs.length, "bloc")} that no tie contradicts.`;
  const against = frustration === 1 ? "1 tie contradicts" : `${frustration.toLocaleString("en")} ties contradict`;
  return `in ${count(blocs.length, "bloc")}. ${against} that: ${optimal ? "no other sorting has fewer" : "the best found in the time available"}.`;
}

/** A table of rows in the order that the reader chose, and a button that shows more of them. */
function table<T extends Row | ActorRow>(id: string, caption: string, rows: T[], columns: Column<T>[], redraw: () => void): HTMLElement {
  const sorted = order.get(id);
  const by = columns.find(({ name }) => name === sorted?.by);
  const all = by ? ordered(rows, by.key, sorted?.back) : rows;
  const body = el("tbody");
  const add = (some: T[]) => {
    const made = some.map((row) => tableRow(row, columns));
    body.append(...made);
    return made;
  };
  const page = (from: number): Page<T> => {
    const to = from + pageSize;
    return { nodes: all.slice(from, to), totalCount: all.length, pageInfo: { hasNextPage: to < all.length, endCursor: String(to) } };
  };
  const made = el("table", { id: `table-${id}` }, el("caption", {}, caption), el("thead", {}, headRow(id, columns, redraw)), body);
  return el("div", {}, made, following(page(0), add, (after) => Promise.resolve(page(Number(after)))));
}

/** The columns that are folded into the named one if there is no room for both. */
function folded<T>(columns: Column<T>[], name: string): Column<T>[] {
  return columns.filter(({ into }) => into === name);
}

function headRow<T>(id: string, columns: Column<T>[], redraw: () => void): HTMLTableRowElement {
  const { by = "", back = false } = order.get(id) ?? {};
  const sort = (name: string) => {
    order.set(id, { by: name, back: by === name && !back });
    redraw();
  };
  const label = (name: string, className = "") =>
    button(name, () => sort(name), { class: `${className}${by === name ? (back ? " descending" : " ascending") : ""}`, "data-sort": name });
  return el("tr", {}, ...columns.map(({ name, into }) => {
    const under = folded(columns, name);
    const isSorted = [name, ...under.map((column) => column.name)].includes(by);
    return el("th", {
      scope: "col", class: into && "unfolded", "aria-sort": isSorted ? (back ? "descending" : "ascending") : undefined,
    }, label(name), ...under.map((column) => label(column.name, "folded")));
  }));
}

function tableRow<T extends Row | ActorRow>(row: T, columns: Column<T>[]): HTMLTableRowElement {
  return el("tr", { "data-id": row.id }, ...columns.map(({ name, cell, into }, i) => {
    const under = folded(columns, name).map((column): Child => {
      const content = listOf(column.cell(row)).filter(Boolean);
      return content.length > 0 && el("small", { class: "folded" }, column.name === "Against" && "against ", ...content);
    });
    return el(i === 0 ? "th" : "td", { scope: i === 0 && "row", class: into && "unfolded" }, ...listOf(cell(row)), ...under);
  }));
}

function listOf(content: Child | Child[]): Child[] {
  return Array.isArray(content) ? content : [content];
}

/** Rows sorted by a key: numbers by value, words as in a dictionary; in descending order if `back`. */
export function ordered<T>(rows: T[], key: (row: T) => string | number, back = false): T[] {
  return rows.slice().sort((a, b) => compare(key(a), key(b)) * (back ? -1 : 1));
}

function compare(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en");
}

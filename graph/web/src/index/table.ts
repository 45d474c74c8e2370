// The picture as tables: the same ties and actors, to read, to sort and to save.
import type { Partition } from "./answers";
import { span } from "./dates";
import { badge } from "./details";
import { button, el, type Child } from "./dom";
import { link } from "./link";
import type { Scene } from "./scene";
import { actorTypes, blocLetter, capital, count, kindsOf, relationTypes } from "./words";

/** A column: its name, what a row has in it, and by what rows are sorted. */
interface Column<T> { name: string; cell(row: T): Child | Child[]; key(row: T): string | number }

type Row = Scene["ties"][number];
type ActorRow = Scene["actors"][number];

/** Which column each table is sorted by, and whether backwards. */
const order = new Map<string, { by: string; back: boolean }>();

export function tieTable(scene: Scene, redraw: () => void): HTMLElement {
  const columns: Column<Row>[] = [
    { name: "From", cell: ({ source }) => link("actor", source.id, source.node.label), key: ({ source }) => source.node.label },
    {
      name: "Tie", key: ({ edge }) => edge.type, cell: ({ edge }) => [
        link("tie", edge.id, relationTypes[edge.type] ?? edge.type, edge.relation.summary),
        edge.kinds.length > 0 && el("small", {}, kindsOf(edge.kinds)), edge.relation.role && el("small", {}, edge.relation.role)],
    },
    { name: "To", cell: ({ target }) => link("actor", target.id, target.node.label), key: ({ target }) => target.node.label },
    { name: "When", cell: ({ edge }) => span(edge.relation.from, edge.relation.to), key: ({ edge }) => edge.relation.from ?? "" },
    { name: "Status", cell: ({ edge }) => badge(edge.status), key: ({ edge }) => edge.status },
  ];
  const dated = scene.ties.some(({ edge: { relation } }) => relation.from || relation.to);
  const shown = columns.filter(({ name }) => dated || name !== "When");
  return table("ties", `The ${count(scene.ties.length, "tie")} in the picture`, scene.ties, shown, redraw);
}

export function actorTable(scene: Scene, blocs: Map<string, number>, partition: Partition | undefined, redraw: () => void): HTMLElement {
  const columns: Column<ActorRow>[] = [
    { name: "Actor", cell: ({ id, node }) => link("actor", id, node.label), key: ({ node }) => node.label },
    { name: "Type", cell: ({ node }) => capital(actorTypes[node.type]), key: ({ node }) => actorTypes[node.type] },
    { name: "Ties", cell: ({ node }) => String(node.degree), key: ({ node }) => -node.degree },
  ];
  if (blocs.size > 0) {
    const letter = ({ id }: ActorRow) => (blocs.has(id) ? blocLetter(blocs.get(id) ?? 0) : "–");
    columns.push({ name: "Bloc", cell: letter, key: letter });
  }
  const caption = `The ${count(scene.actors.length, "actor")} in the picture${partition ? `, ${sorted(partition)}` : "."}`;
  return table("actors", caption, scene.actors, columns, redraw);
}

/** How well actors sort into blocs. */
function sorted({ blocs, frustration, optimal }: Partition): string {
  if (frustration === 0) return `in ${count(blocs.length, "bloc")} that no tie contradicts.`;
  const against = frustration === 1 ? "1 tie contradicts" : `${frustration} ties contradict`;
  return `in ${count(blocs.length, "bloc")}. ${against} that: ${optimal ? "no other sorting has fewer" : "the best found in the time there was"}.`;
}

function table<T extends Row | ActorRow>(id: string, caption: string, rows: T[], columns: Column<T>[], redraw: () => void): HTMLElement {
  const sorted = order.get(id);
  const by = columns.find(({ name }) => name === sorted?.by);
  const shown = by ? rows.slice().sort((a, b) => compare(by.key(a), by.key(b)) * (sorted?.back ? -1 : 1)) : rows;
  const sort = (name: string) => {
    order.set(id, { by: name, back: sorted?.by === name && !sorted.back });
    redraw();
  };
  const head = columns.map(({ name }) => el("th", {
    scope: "col", "aria-sort": sorted?.by === name ? (sorted.back ? "descending" : "ascending") : undefined,
  }, button(name, () => sort(name), { "data-sort": name })));
  return el("table", { id: `table-${id}` },
    el("caption", {}, caption),
    el("thead", {}, el("tr", {}, ...head)),
    el("tbody", {}, ...shown.map((row) => el("tr", { "data-id": row.id }, ...columns.map(({ cell }, i) => {
      const content = cell(row);
      return el(i === 0 ? "th" : "td", i === 0 ? { scope: "row" } : {}, ...(Array.isArray(content) ? content : [content]));
    })))));
}

function compare(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en");
}

// A list that is loaded page by page: the first is shown at once, a button loads the next.
import type { Page } from "./answers";
import { button, el, type Child } from "./dom";
import { grouped } from "./scene";

/** Loads the page after a cursor; undefined if there is no such page any more. */
export type Next<T> = (after: string) => Promise<Page<T> | undefined>;

/** Adds items to the page and returns the elements created for them. */
export type Add<T> = (items: T[]) => Element[];

/** A list of the items of a first page, and a button that loads more if there are any. */
export function paged<T>(first: Page<T>, row: (item: T) => HTMLLIElement, next: Next<T>): Child[] {
  const list = el("ul", { class: "rows" });
  const add = (items: T[]) => {
    const rows = items.map(row);
    list.append(...rows);
    return rows;
  };
  return [list, following(first, add, next)];
}

/** Which row an item belongs to, and the group that the row is in. */
export interface Place { key: string; group: string }

/** The same, with a row for all items that belong together, under the name of its group. */
export function pagedBy<T>(first: Page<T>, place: (item: T) => Place, row: (items: T[]) => HTMLLIElement, next: Next<T>): Child[] {
  const root = el("div");
  const lists = new Map<string, HTMLUListElement>();
  const rows = new Map<string, { items: T[]; made: HTMLLIElement }>();
  const listOf = (group: string): HTMLUListElement => {
    const list = lists.get(group) ?? el("ul", { class: "rows" });
    if (!lists.has(group)) root.append(el("h4", {}, group), list);
    lists.set(group, list);
    return list;
  };
  const addTo = ({ key, group }: Place, more: T[]) => {
    const before = rows.get(key);
    const items = [...(before?.items ?? []), ...more];
    const made = row(items);
    if (before) before.made.replaceWith(made);
    else listOf(group).append(made);
    rows.set(key, { items, made });
    return made;
  };
  const add = (items: T[]) => [...grouped(items, (item) => place(item).key).values()].map((some) => addTo(place(some[0]!), some));
  return [root, following(first, add, next)];
}

/** Adds a page, and returns a button that loads the next one if there is one. */
export function following<T>(first: Page<T>, add: Add<T>, next: Next<T>): Child {
  let shown = 0;
  const foot = el("p", { class: "help more" });
  const take = ({ nodes, totalCount, pageInfo: { hasNextPage, endCursor } }: Page<T>) => {
    const made = add(nodes);
    shown += nodes.length;
    if (!hasNextPage || endCursor === null) {
      foot.remove();
      return made;
    }
    const more = button("Show more", async () => {
      more.disabled = true;
      try {
        const page = await next(endCursor);
        if (!foot.isConnected) return; // the panel shows another page now
        if (page) take(page)[0]?.querySelector("a")?.focus();
        else foot.remove();
      } catch (error) {
        more.disabled = false;
        foot.replaceChildren((error as Error).message, " ", more);
      }
    });
    foot.replaceChildren(`${shown.toLocaleString("en")} of ${totalCount.toLocaleString("en")} `, more);
    return made;
  };
  take(first);
  return first.pageInfo.hasNextPage && foot;
}

// A list that is loaded page by page: the first is shown at once, a button loads the next.
import type { Page } from "./answers";
import { button, el, type Child } from "./dom";

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

/** The same, with items grouped under the name that they share. */
export function pagedBy<T>(first: Page<T>, group: (item: T) => string, row: (item: T) => HTMLLIElement, next: Next<T>): Child[] {
  const root = el("div");
  const lists = new Map<string, HTMLUListElement>();
  const add = (items: T[]) => items.map((item) => {
    const name = group(item);
    let list = lists.get(name);
    if (!list) {
      list = el("ul", { class: "rows" });
      lists.set(name, list);
      root.append(el("h4", {}, name), list);
    }
    const made = row(item);
    list.append(made);
    return made;
  });
  return [root, following(first, add, next)];
}

/** Adds a page, and returns a button that loads the next one if there is one. */
export function following<T>(first: Page<T>, add: Add<T>, next: Next<T>): Child {
  let shown = 0;
  const foot = el("p", { class: "help more" });
  const take = ({ nodes, totalCount, pageInfo: { hasNextPage, endCursor } }: Page<T>) => {
    const made = add(nodes);
    shown += made.length;
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

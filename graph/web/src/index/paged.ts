// A list that comes in pages: the first is there from the beginning, a button asks for the next.
import type { Page } from "./answers";
import { button, el, type Child } from "./dom";

/** Asks for the page after a cursor; undefined: there is none any more. */
export type Next<T> = (after: string) => Promise<Page<T> | undefined>;

/** Puts things where they belong, and returns the elements that it made for them. */
export type Add<T> = (items: T[]) => Element[];

/** A list that begins with a page, and the way to what follows it. */
export function paged<T>(first: Page<T>, row: (item: T) => HTMLLIElement, next: Next<T>): Child[] {
  const list = el("ul", { class: "rows" });
  const add = (items: T[]) => {
    const rows = items.map(row);
    list.append(...rows);
    return rows;
  };
  return [list, following(first, add, next)];
}

/** The same in groups, each under the name that its things share. */
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

/** Adds a page and returns the way to what follows it, where anything does. */
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
        if (!foot.isConnected) return; // another page of the panel has come instead
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

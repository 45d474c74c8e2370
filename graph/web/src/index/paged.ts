// A list that comes in pages: the first is there from the beginning, a button asks for the next.
import type { Page } from "./answers";
import { button, el, type Child } from "./dom";

/** Asks for the page after a cursor; undefined: there is none any more. */
export type Next<T> = (after: string) => Promise<Page<T> | undefined>;

/** A list that begins with a page, and the way to what follows it. */
export function paged<T>(first: Page<T>, row: (item: T) => HTMLLIElement, next: Next<T>): Child[] {
  const list = el("ul", { class: "rows" });
  const foot = el("p", { class: "help" });
  const add = ({ nodes, totalCount, pageInfo: { hasNextPage, endCursor } }: Page<T>) => {
    list.append(...nodes.map(row));
    if (!hasNextPage || endCursor === null) return foot.remove();
    const more = button("Show more", async () => {
      more.disabled = true;
      try {
        const shown = list.children.length;
        const page = await next(endCursor);
        if (!foot.isConnected) return; // another page of the panel has come instead
        if (page) add(page);
        else foot.remove();
        list.children[shown]?.querySelector("a")?.focus();
      } catch (error) {
        more.disabled = false;
        foot.replaceChildren((error as Error).message, " ", more);
      }
    });
    foot.replaceChildren(`${list.children.length.toLocaleString("en")} of ${totalCount.toLocaleString("en")} `, more);
  };
  add(first);
  return [list, first.pageInfo.hasNextPage && foot];
}

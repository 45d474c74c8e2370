// Links within the page: real ones, so that they can be opened in a tab of their own, copied and read out.
import { el } from "./dom";
import { read, write, type View } from "./view";

/** Names the things that links lead to. */
export type Kind = "actor" | "tie" | "event" | "source";

/** A link to what has an id; a click opens it in this page. */
export function link(kind: Kind, id: string, text: string, name?: string): HTMLAnchorElement {
  return el("a", { href: address({ show: `${kind}:${id}`, tab: "details" }), "data-show": `${kind}:${id}`, "aria-label": name }, text);
}

/** The address of this view with a change. */
export function address(change: Partial<View>): string {
  return write({ ...read(location.search), ...change }) || location.pathname;
}

/** What a click on a link leads to within this page, "" for nothing. */
export function followed(event: MouseEvent): string {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return "";
  return (event.target as Element).closest("a[data-show]")?.getAttribute("data-show") ?? "";
}

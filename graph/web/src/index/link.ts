// Links within the page. They are real links, so they can be opened in a new tab, copied and read out.
import { el, type Child } from "./dom";
import { read, write, type View } from "./view";

/** The kinds of things that links lead to. */
export type Kind = "actor" | "tie" | "event" | "source";

/** A link to the thing with an id; a click opens it in this page. */
export function link(kind: Kind, id: string, text: string, name?: string): HTMLAnchorElement {
  return el("a", { href: address({ show: `${kind}:${id}`, tab: "details" }), "data-show": `${kind}:${id}`, "aria-label": name }, text);
}

/** Reports whether an address is an HTTP one; other schemes, such as javascript:, are not safe to link to. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

/** A link to another site; an address that is not HTTP is shown as text. */
export function elsewhere(url: string): Child {
  return isWebAddress(url) ? el("a", { href: url, rel: "noreferrer external" }, url) : url;
}

/** The address of the current view with a change. */
export function address(change: Partial<View>): string {
  return write({ ...read(location.search), ...change }) || location.pathname;
}

/** A link to the comparison of two actors; a click opens it in this page. */
export function comparing(id: string, other: string, text: string): HTMLAnchorElement {
  return el("a", { href: address({ compare: [id, other], tab: "compare" }), "data-compare": `${id},${other}` }, text);
}

/** How a click on a link changes the view, undefined if it does not. */
export function followed(event: MouseEvent): Partial<View> | undefined {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return undefined;
  const { show, compare } = (event.target as Element).closest<HTMLElement>("a[data-show], a[data-compare]")?.dataset ?? {};
  if (compare) return { compare: compare.split(","), tab: "compare" };
  return show ? { show, tab: "details" } : undefined;
}

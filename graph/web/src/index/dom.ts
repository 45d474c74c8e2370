// Creates elements. Nothing here or elsewhere parses text as markup, or writes style attributes, which the policy
// forbids.

/** A child of an element; one that is false or absent is omitted. */
export type Child = Node | string | false | null | undefined;

/**
 * Attributes by name; a function is a listener (`onclick`), true sets an empty attribute, false and undefined set none.
 */
export type Attributes = Record<string, string | number | boolean | undefined | ((event: any) => void)>;

function fill<E extends Element>(made: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) set(made, name, value);
  made.append(...children.filter((child): child is Node | string => !!child));
  return made;
}

/** Sets or removes an attribute, or adds a listener, depending on the value. */
export function set(element: Element, name: string, value: Attributes[string]): void {
  if (typeof value === "function") element.addEventListener(name.slice(2), value);
  else if (value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** Creates an HTML element. */
export function el<K extends keyof HTMLElementTagNameMap>(
  name: K, attributes: Attributes = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(name), attributes, children);
}

/** Creates an SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(
  name: K, attributes: Attributes = {}, ...children: Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

/** The element of the page with an id. */
export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as E;
}

/** Creates a button with a click listener. */
export function button(label: Child, onclick: (event: MouseEvent) => void, attributes: Attributes = {}): HTMLButtonElement {
  return el("button", { type: "button", onclick, ...attributes }, label);
}

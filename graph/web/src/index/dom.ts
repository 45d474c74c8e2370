// Makes elements. Nothing here or elsewhere writes markup or style attributes from text: the policy forbids the latter.

/** What an element may have in it; what is false or absent is left out. */
export type Child = Node | string | false | null | undefined;

/** Attributes by name; a function is a listener (`onclick`), true an empty attribute, false and absent none. */
export type Attributes = Record<string, string | number | boolean | undefined | ((event: any) => void)>;

function fill<E extends Element>(made: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) set(made, name, value);
  made.append(...children.filter((child): child is Node | string => !!child));
  return made;
}

/** Sets, removes or listens, by what the value is. */
export function set(element: Element, name: string, value: Attributes[string]): void {
  if (typeof value === "function") element.addEventListener(name.slice(2), value);
  else if (value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** Makes an HTML element. */
export function el<K extends keyof HTMLElementTagNameMap>(
  name: K, attributes: Attributes = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(name), attributes, children);
}

/** Makes an SVG element. */
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

/** A button that does something. */
export function button(label: Child, onclick: (event: MouseEvent) => void, attributes: Attributes = {}): HTMLButtonElement {
  return el("button", { type: "button", onclick, ...attributes }, label);
}

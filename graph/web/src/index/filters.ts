// The filters: which ties are in the picture, around which actors, and what colours mean.
import type { Conflict } from "./answers";
import { button, el, set } from "./dom";
import { allianceKinds, capital, relationTypes, statuses, supportKinds } from "./words";
import { cleared, filterCount, maxBlocs, maxDepth, type View } from "./view";

type Change = (change: Partial<View>) => void;
type List = "types" | "kinds" | "statuses";

export class Filters {
  private boxes: [HTMLInputElement, List, string][] = [];
  private conflict = el("select", { id: "conflict", onchange: () => this.change({ conflict: this.conflict.value }) });
  private depth = numbers("depth", 0, maxDepth, (depth) => this.change({ depth }));
  private blocs = el("select", { id: "blocs", onchange: () => this.change({ blocs: Number(this.blocs.value) }) });
  private around = el("ul", { class: "chips" });
  private depthRow = el("div", { class: "row" }, el("label", { for: "depth" }, "Steps away"), this.depth);
  private aroundHelp = el("p", { class: "help" }, "The whole network. Open an actor to see what lies around it.");
  private clear = button("Clear filters", () => this.change(cleared()), { class: "wide" });

  constructor(readonly root: HTMLElement, private toggle: HTMLButtonElement, private change: Change, private nameOf: (id: string) => string) {
    for (let n = 0; n <= maxBlocs; n++) {
      if (n !== 1) this.blocs.append(el("option", { value: n }, n === 0 ? "nothing" : `${n} blocs`));
    }
    root.append(
      el("fieldset", {}, el("legend", {}, "Around"), this.aroundHelp, this.around, this.depthRow),
      this.group("Ties", "types", relationTypes),
      this.group("Status", "statuses", statuses),
      el("div", { class: "row stacked" }, el("label", { for: "conflict" }, "Conflict"), this.conflict),
      el("div", { class: "row stacked" }, el("label", { for: "blocs" }, "Colour actors by"), this.blocs),
      this.folded("Kinds of support", supportKinds),
      this.folded("Obligations of alliances", allianceKinds),
      this.clear,
      button("Done", () => this.open(false), { class: "wide done" }),
    );
    root.addEventListener("submit", (event) => event.preventDefault());
    root.addEventListener("keydown", (event) => event.key === "Escape" && this.open(false));
    toggle.addEventListener("click", () => this.open(!!root.hidden));
    this.setConflicts([]);
  }

  /** Shows or hides the filters. */
  open(open: boolean, focus = true): void {
    this.root.hidden = !open;
    set(this.toggle, "aria-expanded", String(open));
    if (focus) (open ? this.root.querySelector<HTMLElement>("input, select, button") : this.toggle)?.focus();
  }

  /** Offers conflicts to choose from, by name. */
  setConflicts(conflicts: Conflict[]): void {
    const chosen = this.conflict.value;
    this.conflict.replaceChildren(
      el("option", { value: "" }, "any, or none"),
      ...choicesOf(conflicts).map(({ id, name }) => el("option", { value: id }, name)));
    this.conflict.value = chosen;
  }

  /** Updates the filters to a view. */
  show(view: View): void {
    for (const [box, list, value] of this.boxes) box.checked = (view[list] as string[]).includes(value);
    this.conflict.value = view.conflict;
    if (this.conflict.value !== view.conflict) { // not known yet, or not at all
      this.conflict.append(el("option", { value: view.conflict }, view.conflict));
      this.conflict.value = view.conflict;
    }
    this.blocs.value = String(view.blocs);
    this.depth.value = String(view.depth);
    this.depthRow.hidden = view.around.length === 0;
    this.aroundHelp.hidden = view.around.length > 0;
    this.around.replaceChildren(...view.around.map((id) => this.chip(id, view)));
    const set = filterCount(view);
    this.clear.hidden = set === 0;
    this.toggle.textContent = set > 0 ? `Filters (${set})` : "Filters";
  }

  private chip(id: string, view: View): HTMLLIElement {
    const name = this.nameOf(id);
    const remove = () => this.change({ around: view.around.filter((other) => other !== id) });
    return el("li", {}, name, button("×", remove, { "aria-label": `Remove ${name}` }));
  }

  private group(name: string, list: List, words: Record<string, string>): HTMLFieldSetElement {
    return el("fieldset", {}, el("legend", {}, name), el("div", { class: "boxes" }, ...Object.entries(words).map(([value, word]) => this.box(list, value, word))));
  }

  private folded(name: string, words: Record<string, string>): HTMLDetailsElement {
    return el("details", {}, el("summary", {}, name), el("fieldset", {}, el("legend", { class: "unseen" }, name),
      el("div", { class: "boxes" }, ...Object.entries(words).map(([value, word]) => this.box("kinds", value, word)))));
  }

  private box(list: List, value: string, word: string): HTMLLabelElement {
    const box = el("input", { type: "checkbox", name: list, value, onchange: () => this.change({ [list]: this.ticked(list) }) });
    this.boxes.push([box, list, value]);
    return el("label", {}, box, capital(word));
  }

  private ticked(list: List): string[] {
    return this.boxes.filter(([box, of]) => of === list && box.checked).map(([, , value]) => value);
  }
}

/** Conflicts to choose from, by name. */
export function choicesOf(conflicts: Conflict[]): { id: string; name: string }[] {
  return conflicts.map((conflict) => ({ id: conflict.id, name: named(conflict) })).sort((a, b) => a.name.localeCompare(b.name, "en"));
}

/** A conflict's name and years, which distinguish it from others of that name. */
function named({ name, from, to }: Conflict): string {
  const years = [from, to].map((date) => date?.slice(0, 4) ?? "");
  return from || to ? `${name} (${years[0] === years[1] ? years[0] : years.join("–")})` : name;
}

function numbers(id: string, low: number, high: number, change: (n: number) => void): HTMLSelectElement {
  const made = el("select", { id, onchange: () => change(Number(made.value)) });
  for (let n = low; n <= high; n++) made.append(el("option", { value: n }, String(n)));
  return made;
}

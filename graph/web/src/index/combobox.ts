// A field with suggestions (WAI-ARIA: combobox with a listbox popup).
import { button, el, set, type Child } from "./dom";

/** Something that can be chosen. */
export interface Suggestion { value: string; label: string; note: string }

export interface Source {
  label: string;
  placeholder: string;
  /** Finds suggestions for a text. */
  find(text: string, signal: AbortSignal): Promise<Suggestion[]>;
  choose(suggestion: Suggestion): void;
  /** Announces a text, such as the number of suggestions, to screen readers. */
  announce(text: string): void;
}

/** How long to wait for further input, in milliseconds. */
const debounce = 120;

export class Combobox {
  readonly root: HTMLElement;
  readonly input: HTMLInputElement;
  private list: HTMLUListElement;
  private empty: HTMLParagraphElement;
  private suggestions: Suggestion[] = [];
  private active = -1;
  private timer = 0;
  /** The suggestions for the current text have not arrived; those shown are for an earlier one. */
  private waiting = false;
  /** Enter was pressed meanwhile: the first suggestion is chosen once it arrives. */
  private taking = false;
  private request = new AbortController();

  constructor(id: string, private source: Source, visible = false) {
    this.list = el("ul", { id: `${id}-list`, role: "listbox", "aria-label": source.label, hidden: true });
    this.empty = el("p", { class: "suggestions", hidden: true });
    this.input = el("input", {
      id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", maxlength: 200, placeholder: source.placeholder,
      "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list",
      oninput: () => this.later(), onkeydown: (event: KeyboardEvent) => this.pressed(event),
      onblur: () => this.close(), onfocus: () => this.input.select(),
    });
    const label = el("label", { for: id, class: visible ? "" : "unseen" }, source.label);
    this.root = el("div", { class: "combobox" }, label, this.input, this.list, this.empty);
  }

  /** Shows a choice made elsewhere, unless the field has the focus. */
  show(text: string): void {
    if (document.activeElement !== this.input) this.input.value = text;
  }

  private later(): void {
    this.waiting = true;
    this.taking = false;
    this.activate(-1);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.suggest(), debounce);
  }

  private async suggest(): Promise<void> {
    clearTimeout(this.timer);
    this.request.abort();
    const { signal } = (this.request = new AbortController());
    const text = this.input.value.trim();
    if (!text) return this.close();
    let found: Suggestion[];
    try {
      found = await this.source.find(text, signal);
    } catch (error) {
      if (!signal.aborted) this.report((error as Error).message);
      return;
    }
    if (signal.aborted || document.activeElement !== this.input) return;
    if (found.length === 0) return this.report(`No matches for “${text}”. Try fewer letters, or another name.`);
    const { taking } = this;
    this.open(found);
    if (taking) this.choose(0);
  }

  private open(found: Suggestion[]): void {
    this.suggestions = found;
    this.waiting = this.taking = false;
    this.empty.hidden = true;
    this.list.replaceChildren(...found.map((suggestion, i) => this.option(suggestion, i)));
    this.list.hidden = false;
    set(this.input, "aria-expanded", "true");
    this.activate(-1);
    this.source.announce(`${found.length} found`);
  }

  private option({ label, note }: Suggestion, i: number): HTMLLIElement {
    return el("li", {
      id: `${this.list.id}-${i}`, role: "option", "aria-selected": "false",
      onpointerdown: (event: Event) => event.preventDefault(), // the field keeps the focus
      onclick: () => this.choose(i),
    }, el("span", {}, label), el("small", {}, note));
  }

  /** Shows a text in place of the suggestions. */
  private report(text: string): void {
    this.close();
    this.empty.textContent = text;
    this.empty.hidden = false;
    this.source.announce(text);
  }

  private close(): void {
    clearTimeout(this.timer);
    this.request.abort();
    this.waiting = this.taking = false;
    this.list.hidden = true;
    this.empty.hidden = true;
    this.suggestions = [];
    this.active = -1;
    set(this.input, "aria-expanded", "false");
    set(this.input, "aria-activedescendant", undefined);
  }

  private activate(i: number): void {
    this.active = i;
    [...this.list.children].forEach((option, k) => set(option, "aria-selected", String(k === i)));
    const option = this.list.children[i];
    set(this.input, "aria-activedescendant", option?.id);
    option?.scrollIntoView({ block: "nearest" });
  }

  private pressed(event: KeyboardEvent): void {
    const last = this.suggestions.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: this.active >= last ? 0 : this.active + 1,
      ArrowUp: this.active <= 0 ? last : this.active - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) {
      this.taking = false;
      if (last >= 0) this.activate(to);
      else void this.suggest();
    } else if (event.key === "Enter") this.enter();
    else if (event.key === "Escape") {
      if (this.list.hidden && this.empty.hidden) this.input.value = "";
      this.close();
    } else return;
    event.preventDefault();
  }

  /** Chooses the active suggestion, or else the first one, once it has arrived. */
  private enter(): void {
    if (this.active >= 0) return this.choose(this.active);
    if (!this.waiting && this.suggestions.length > 0) return this.choose(0);
    this.taking = true;
    void this.suggest();
  }

  private choose(i: number): void {
    const chosen = this.suggestions[i];
    if (!chosen) return;
    this.input.value = chosen.label;
    this.close();
    this.source.choose(chosen);
  }
}

/** A menu button with a list of actions. Escape and a click elsewhere close the list. */
export function menu(label: string, ...actions: [label: Child, act: () => void][]): HTMLDetailsElement {
  const made = el("details", { class: "menu" });
  const close = (focus: boolean) => {
    made.open = false;
    if (focus) made.querySelector("summary")?.focus();
  };
  const items = actions.map(([text, act]) => el("li", {}, button(text, () => { close(true); act(); })));
  made.append(el("summary", {}, label), el("ul", {}, ...items));
  made.addEventListener("keydown", (event) => event.key === "Escape" && close(true));
  document.addEventListener("pointerdown", (event) => made.contains(event.target as Node) || close(false));
  made.addEventListener("focusout", (event) => event.relatedTarget && !made.contains(event.relatedTarget as Node) && close(false));
  return made;
}

// The panel beside the picture: a page about what was chosen, a comparison, and the picture as tables.
import { aboutFacts } from "./about";
import type { Partition, Source, Start } from "./answers";
import { isUnknownActor, type Api } from "./api";
import { Comparer, type Surroundings } from "./comparer";
import { spelled, type Span } from "./dates";
import { actorPage, eventPage, sourcePage, type ActorActions } from "./details";
import { button, el, set } from "./dom";
import { link } from "./link";
import type { Line, Scene } from "./scene";
import { actorTable, tieTable } from "./table";
import { tiePage } from "./tie";
import type { Moment } from "./ties";
import { filterOf, split, tabs, type Tab, type View } from "./view";
import { count } from "./words";

/** What the panel needs from the page around it. */
export interface Around extends ActorActions, Surroundings { api: Api }

/** What is in the picture now; `loading` until the first picture of a view has arrived. */
export interface Shown {
  view: View; scene: Scene; blocs: Map<string, number>; partition: Partition | undefined; start: Start | undefined; loading: boolean;
  /** The time that life-lines show. */
  span: Span | undefined;
}

const tabWords: Record<Tab, string> = { details: "Details", compare: "Compare", ties: "Ties", actors: "Actors" };

export class Panel {
  private buttons = new Map<Tab, HTMLButtonElement>();
  private comparer: Comparer;
  private request = new AbortController();

  constructor(private tablist: HTMLElement, private page: HTMLElement, private around: Around) {
    for (const tab of tabs) this.addTab(tab);
    this.comparer = new Comparer(around);
  }

  /** Shows the page that a view asks for. */
  async show(shown: Shown): Promise<void> {
    this.request.abort();
    const { signal } = (this.request = new AbortController());
    const { tab } = shown.view;
    this.mark(shown);
    try {
      const content = await this.content(tab, shown, signal);
      if (signal.aborted) return;
      if (this.page.firstChild !== content || this.page.childNodes.length > 1) this.page.replaceChildren(content);
    } catch (error) {
      if (!signal.aborted) this.page.replaceChildren(this.problem(error as Error, shown));
    }
  }

  /** Moves the focus to the beginning of the page. */
  focus(): void {
    (this.page.querySelector<HTMLElement>("h2[tabindex]") ?? this.page).focus();
  }

  private content(tab: Tab, shown: Shown, signal: AbortSignal): Promise<HTMLElement> {
    const redraw = () => this.resort(shown);
    if (shown.loading && (tab === "ties" || tab === "actors")) return Promise.resolve(el("p", { class: "help" }, "Loading the picture …"));
    if (tab === "ties") return Promise.resolve(tieTable(shown.scene, redraw));
    if (tab === "actors") return Promise.resolve(actorTable(shown.scene, shown.blocs, shown.partition, redraw));
    if (tab === "compare") return this.comparer.show(shown.view, signal);
    return this.details(shown, signal);
  }

  private async resort(shown: Shown): Promise<void> {
    const sorted = (document.activeElement as HTMLElement | null)?.dataset.sort;
    await this.show(shown);
    for (const head of this.page.querySelectorAll<HTMLElement>(`[data-sort="${sorted}"]`)) head.focus(); // if there are two, one is hidden
  }

  private async details({ view, scene, start, span }: Shown, signal: AbortSignal): Promise<HTMLElement> {
    const { api } = this.around;
    const [kind, id] = split(view.show);
    const where = filterOf(view);
    const events = view.knownBy ? { knownBy: view.knownBy } : {};
    const at = { asOf: view.asOf ?? "", knownBy: view.knownBy, span };
    switch (kind) {
      case "actor": {
        const actor = await api.actor({ id, where, events }, signal);
        const more = {
          ties: (after: string) => api.actorTies({ id, where, after }, signal),
          events: (after: string) => api.actorEvents({ id, events, after }, signal),
        };
        return actor ? actorPage(actor, this.around, more, at) : missing("actor", id);
      }
      case "tie":
        return this.tie(id, at, view.presumed, lineOf(scene, id), signal);
      case "event":
        return this.event(id, view, signal);
      case "source":
        return this.source(id, view, signal);
      default:
        return overview(scene, start);
    }
  }

  private async tie(id: string, at: Moment, presumed: boolean, line: Line | undefined, signal: AbortSignal): Promise<HTMLElement> {
    const { knownBy } = at;
    const { api } = this.around;
    const tie = await api.tie({ ...known(id, knownBy), ...(presumed && { presumed }) }, signal);
    if (tie) return tiePage(tie, line, at);
    const now = await api.tie({ id }, signal);
    return now ? unknown(now.summary, knownBy) : missing("tie", id);
  }

  private async event(id: string, { knownBy }: View, signal: AbortSignal): Promise<HTMLElement> {
    const { api } = this.around;
    const event = await api.event(known(id, knownBy), signal);
    if (event) return eventPage(event, knownBy);
    const now = await api.event({ id }, signal);
    return now ? unknown(now.title, knownBy) : missing("event", id);
  }

  private async source(id: string, { knownBy }: View, signal: AbortSignal): Promise<HTMLElement> {
    const { api } = this.around;
    const source = await api.source(known(id, knownBy), signal);
    if (source) return sourcePage(source, async (after) => (await api.source({ ...known(id, knownBy), after }, signal))?.evidence);
    const now = await api.source({ id }, signal);
    return now ? unpublished(now, knownBy) : missing("source", id);
  }

  private mark({ view, scene, loading }: Shown): void {
    for (const [tab, made] of this.buttons) {
      const on = tab === view.tab;
      set(made, "aria-selected", String(on));
      set(made, "tabindex", on ? 0 : -1);
      const n = tab === "ties" ? scene.lines.length : tab === "actors" ? scene.actors.length : undefined;
      made.textContent = n === undefined || loading ? tabWords[tab] : `${tabWords[tab]} ${n}`;
    }
    set(this.page, "aria-labelledby", `tab-${view.tab}`);
  }

  private addTab(tab: Tab): void {
    const made = button(tabWords[tab], () => this.around.change({ tab }), {
      id: `tab-${tab}`, role: "tab", "aria-controls": this.page.id,
      onkeydown: (event: KeyboardEvent) => this.turn(event, tab),
    });
    this.buttons.set(tab, made);
    this.tablist.append(made);
  }

  /** Switches tabs with the arrow keys. */
  private turn(event: KeyboardEvent, from: Tab): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const to = step && tabs[(tabs.indexOf(from) + step + tabs.length) % tabs.length];
    if (!to) return;
    this.buttons.get(to)?.focus();
    this.around.change({ tab: to });
    event.preventDefault();
  }

  private problem(error: Error, shown: Shown): HTMLElement {
    const others = shown.view.tab === "compare" && isUnknownActor(error);
    return el("div", { class: "notice" }, el("p", {}, error.message), others
      ? button("Choose other actors", () => this.around.change({ compare: [] }))
      : button("Try again", () => void this.show(shown)));
  }
}

/** The variables that ask for a thing as known by a day, if one is set. */
function known(id: string, knownBy: string): { id: string; knownBy?: string } {
  return knownBy ? { id, knownBy } : { id };
}

/** The line that a tie is drawn as, if it is in the picture. */
function lineOf({ lines }: Scene, id: string): Line | undefined {
  return lines.find(({ ties }) => ties.some((tie) => tie.id === id));
}

/** The page shown if nothing is chosen. */
function overview(scene: Scene, start: Start | undefined): HTMLElement {
  const best = scene.actors.slice().sort((a, b) => b.degree - a.degree).slice(0, 8);
  return el("article", {},
    el("h2", { tabindex: -1 }, "Who stands with whom, since when, according to whom"),
    el("p", {}, "Choose an actor or a tie in the picture, or search. This page then shows what sources say about it, word for word."),
    ...(start ? aboutFacts(start) : []),
    best.length > 0 && el("h3", {}, "Best connected here"),
    el("ul", { class: "rows" }, ...best.map(({ id, node, degree }) => el("li", {}, link("actor", id, node.label), el("small", {}, count(degree, "tie"))))));
}

function missing(kind: string, id: string): HTMLElement {
  return el("article", {}, el("h2", { tabindex: -1 }, "Nothing found"),
    el("p", {}, `There is no ${kind} “${id}” in these facts. It may have been renamed: search for it by name.`));
}

function unpublished({ title, published }: Source, knownBy: string): HTMLElement {
  return el("article", {}, el("h2", { tabindex: -1 }, title),
    el("p", {}, `It was published after the “as known on” date (${spelled(knownBy)}): ${spelled(published)}. Set a later date.`));
}

function unknown(title: string, knownBy: string): HTMLElement {
  return el("article", {}, el("h2", { tabindex: -1 }, title),
    el("p", {}, `No source published by ${spelled(knownBy)} reports this. Set “as known on” to a later date.`));
}

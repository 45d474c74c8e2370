// The explorer: it keeps the view, the address, the picture and the panel in step with each other.
import { Api, isUnknownActor, networkQuery } from "./api";
import type { Network, Partition, SearchType, Start } from "./answers";
import type { NetworkQueryVariables } from "./answers.generated";
import { Combobox, menu, type Suggestion } from "./combobox";
import { spelled } from "./dates";
import { button, byId, el, set } from "./dom";
import { listen } from "./events";
import { cleared, Filters } from "./filters";
import { Layout } from "./layout";
import { writeLegend, type Told } from "./legend";
import { followed } from "./link";
import { glide } from "./motion";
import { Panel } from "./panel";
import { saveCSV, savePNG, saveSVG, type Citation } from "./save";
import { crowd, radiusOf, sceneOf, type Actor, type Scene } from "./scene";
import { Stage } from "./stage";
import { problemsOf, TimeBar } from "./timebar";
import { filterCount, read, split, variablesOf, write, type View } from "./view";
import { actorTypes, capital, count } from "./words";

/** How long after the last change the panel and those who listen are told, in milliseconds. */
const rest = 150;

/** How long the picture waits for blocs once the network is there, in milliseconds: while time runs, colours are to stay. */
const soonEnough = 250;

export class Explorer {
  private view: View = read(location.search);
  private api = new Api();
  private scene: Scene = { actors: [], ties: [], lines: [] };
  private blocs = new Map<string, number>();
  private sorted: Partition | undefined;
  private start: Start | undefined;
  /** Every actor that has been in the picture, with its place. */
  private known = new Map<string, Actor>();
  private layout = new Layout();
  /** Which network the places are for. */
  private settled = "";
  private asking = new AbortController();
  /** The focus is to go to the panel, once it shows what it is to. */
  private focusNext = false;
  /** More changes are about to follow. */
  private passing = false;
  private timer = 0;
  /** Counts what there is to come to rest from. */
  private turn = 0;
  /** The turn that the panel was told of last. */
  private told = 0;
  private stage: Stage;
  private filters: Filters;
  private time: TimeBar;
  private panel: Panel;
  private search: Combobox;

  constructor() {
    this.stage = new Stage(document.querySelector<SVGSVGElement>("#network")!, {
      choose: (show, focus) => this.choose(show, focus),
      hint: (text) => (byId("hint").textContent = text),
    });
    this.filters = new Filters(byId("filters"), byId("filter-toggle"), (change) => this.change(change), (id) => this.nameOf(id));
    this.time = new TimeBar(byId("time"), (change, passing) => this.change(change, passing));
    this.panel = new Panel(byId("tabs"), byId("page"), {
      api: this.api, change: (change) => this.change(change), nameOf: (id) => this.nameOf(id),
      findActors: (text, signal) => this.find(text, ["ACTOR"], signal), announce,
      ground: (ids) => this.ground(new Set(ids)),
      around: (id) => this.change({ around: [id] }),
      more: (id) => this.change({ around: [...new Set([...this.view.around, id])] }),
      compare: (id) => this.change({ compare: [id], tab: "compare" }),
    });
    this.search = this.searchField();
    this.furnish();
    this.listen();
  }

  /** Shows the view that the address asks for, then follows the server. */
  async run(): Promise<void> {
    const drawn = this.refresh();
    await this.begin();
    await drawn;
    if (this.start?.subscription?.fields?.some(({ name }) => name === "datasetLoaded")) {
      void listen({
        loaded: (version) => version !== this.api.version && this.offer(),
        connected: () => void this.api.ping().catch(() => undefined), // the answer tells of changes, as any does
      });
    }
  }

  /** Changes the view. */
  change(change: Partial<View>, passing = false): void {
    this.view = { ...this.view, ...change };
    const address = write(this.view) || location.pathname;
    if (this.passing || write(this.view) === location.search) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    this.passing = passing;
    void this.refresh();
  }

  /** Opens the page of an actor, a tie, …; "" closes it. */
  choose(show: string, focus = false): void {
    if (!show && !this.view.show) return;
    this.change({ show, tab: "details" });
    this.focusNext = focus;
  }

  /** Asks what there is to choose from. */
  private async begin(): Promise<void> {
    try {
      this.start = await this.api.start();
    } catch (error) {
      return this.tell(error as Error);
    }
    this.filters.setConflicts(this.start.conflicts.nodes);
    this.filters.show(this.view);
    this.time.setSpan(this.start.dataset.from, this.start.dataset.to);
    this.time.show(this.view);
    this.later();
  }

  /** Brings everything in step with the view. */
  private async refresh(): Promise<void> {
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    this.turn++;
    delete document.documentElement.dataset.at;
    this.filters.show(this.view);
    this.time.show(this.view);
    const impossible = Object.keys(problemsOf(this.view)).length > 0; // the picture stays; the time bar says why
    set(byId("frame"), "aria-busy", impossible ? undefined : "true");
    if (impossible && this.scene.ties.length === 0) this.nothing("This address has a date that there is not. Choose another time.");
    if (impossible) return;
    try {
      await this.redraw(signal);
      this.tell(undefined);
    } catch (error) {
      if (signal.aborted) return;
      this.tell(error as Error);
      this.later();
    }
    if (signal.aborted) return;
    byId("frame").removeAttribute("aria-busy");
    this.arrive();
  }

  private async redraw(signal: AbortSignal): Promise<void> {
    const { view } = this;
    const variables = variablesOf(view);
    const base = variablesOf({ ...view, asOf: "", knownBy: "" });
    const asked = this.partition(variables, signal);
    asked.catch(() => undefined); // what goes wrong is told below
    const [shown, all] = await Promise.all([this.api.network(variables, signal), this.api.network(base, signal)]);
    const soon = await Promise.race([asked.then((partition) => ({ partition }), () => undefined), after(soonEnough)]);
    if (signal.aborted) return;
    this.colour(soon?.partition);
    const key = JSON.stringify(base);
    if (this.settled !== key && !(await this.settle(all, shown, key, signal))) return;
    this.scene = sceneOf(shown, this.known);
    this.layout.fill(this.scene);
    this.stage.draw(this.scene, this.blocs);
    this.emphasize();
    this.say(shown, !soon);
    writeLegend(byId("legend"), this.toTell);
    this.later();
    this.markDrawn();
    if (soon) return;
    try {
      this.colour(await asked);
    } finally {
      if (!signal.aborted) this.say(shown);
    }
    this.stage.draw(this.scene, this.blocs);
    if (this.view.tab === "actors") this.later(); // no other page of the panel tells of blocs
  }

  /** Sets what actors are coloured by from now on. */
  private colour(partition: Partition | undefined): void {
    this.blocs = blocsOf(partition);
    this.sorted = partition;
    writeLegend(byId("legend"), this.toTell);
  }

  /** What the legend is to tell. */
  private get toTell(): Told {
    return { partition: this.sorted, crowded: this.scene.ties.length > crowd };
  }

  /** Notes when the first picture was drawn: it is measured. */
  private markDrawn(): void {
    if (performance.getEntriesByName("drawn").length === 0) requestAnimationFrame(() => performance.mark("drawn"));
  }

  /** Finds places for all actors of a network, at whatever time they are in it; reports whether it came to an end. */
  private async settle(all: Network, shown: Network, key: string, signal: AbortSignal): Promise<boolean> {
    this.settled = "";
    for (const { id, degree } of all.nodes) {
      const actor = this.known.get(id);
      if (actor) Object.assign(actor, { radius: radiusOf(degree), weight: degree });
    }
    const scene = sceneOf(all, this.known);
    const before = new Map(scene.actors.map((actor) => [actor, { x: actor.x, y: actor.y }]));
    const isFirst = scene.actors.every(({ x }) => Number.isNaN(x));
    this.scene = sceneOf(shown, this.known);
    await this.layout.settle(scene, this.stage.size, () => isFirst && this.peek());
    if (signal.aborted) return false;
    this.settled = key;
    this.layout.fill(this.scene);
    this.stage.release();
    this.stage.draw(this.scene, this.blocs);
    await glide(before, () => this.stage.place(), signal);
    return !signal.aborted;
  }

  /** Draws while the layout is at work. */
  private peek(): void {
    this.stage.draw(this.scene, this.blocs);
    this.stage.place();
  }

  private partition(variables: NetworkQueryVariables, signal: AbortSignal): Promise<Partition | undefined> {
    if (!this.view.blocs) return Promise.resolve(undefined);
    return this.api.blocs({ ...variables, count: this.view.blocs }, signal);
  }

  /** Makes what is chosen stand out. */
  private emphasize(): void {
    const [kind, id] = split(this.view.show);
    const ids = new Set<string>();
    for (const tie of this.scene.ties) {
      const own = kind === "tie" ? tie.id === id : kind === "actor" && (tie.source.id === id || tie.target.id === id);
      if (own) [tie.id, tie.source.id, tie.target.id].forEach((one) => ids.add(one));
    }
    if (this.view.tab !== "compare") this.stage.emphasize(ids, kind === "actor" || kind === "tie" ? id : "");
  }

  /** Makes some actors and ties stand out, with the actors that these ties are between. */
  private ground(ids: Set<string>): void {
    for (const { id, source, target } of this.scene.ties) {
      if (ids.has(id)) ids.add(source.id).add(target.id);
    }
    this.stage.emphasize(ids, "");
  }

  /** Says what is in the picture. */
  private say({ truncated }: Network, finding = false): void {
    const { actors, ties } = this.scene;
    const when = this.view.asOf ? `, as of ${spelled(this.view.asOf)}` : "";
    const known = this.view.knownBy ? `, as known on ${spelled(this.view.knownBy)}` : "";
    const what = `${count(actors.length, "actor")}, ${count(ties.length, "tie")}${when}${known}`;
    const more = truncated ? ". There are more: these are the nearest and best connected." : "";
    byId("count").textContent = `${what}${more}${finding ? `${more ? "" : "."} Finding blocs …` : ""}`;
    set(this.stage.root, "aria-label", `Alliance network: ${what}`);
    if (ties.length === 0) this.nothing("No tie fits this view. Choose another time, or fewer filters.");
    else byId("empty").hidden = true;
  }

  /** Says why there is no picture, and offers what helps. */
  private nothing(text: string): void {
    byId("empty").hidden = false;
    byId("empty").replaceChildren(
      el("p", {}, text),
      this.view.asOf || this.view.knownBy ? button("All time", () => this.change({ asOf: "", knownBy: "" })) : "",
      filterCount(this.view) > 0 ? button("Clear filters", () => this.change(cleared())) : "");
  }

  /** Tells the panel, once the reader rests. */
  private later(): void {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    this.timer = window.setTimeout(async () => {
      await this.panel.show({ view: this.view, scene: this.scene, blocs: this.blocs, partition: this.sorted, start: this.start, loading: this.isLoading });
      this.cite();
      if (turn !== this.turn) return;
      this.told = turn;
      if (this.focusNext && !this.isLoading) {
        this.panel.focus();
        this.focusNext = false;
      }
      this.arrive();
    }, this.passing ? rest : 0);
  }

  /** Whether what is in the picture is not yet what the view has. */
  private get isLoading(): boolean {
    return !this.settled && byId("frame").hasAttribute("aria-busy");
  }

  /** Says that the page has come to rest, once the picture is whole and the panel has been told of it. */
  private arrive(): void {
    if (this.told !== this.turn || byId("frame").hasAttribute("aria-busy")) return;
    announce(byId("count").textContent ?? "");
    document.documentElement.dataset.at = location.href; // tests wait for it
  }

  private nameOf(id: string): string {
    return this.known.get(id)?.node.label ?? id;
  }

  private async find(text: string, types: SearchType[] | undefined, signal: AbortSignal): Promise<Suggestion[]> {
    const { search } = await this.api.search(text, types, signal);
    return search.map(({ node, matched }) => {
      const kind = node.__typename.toLowerCase();
      const label = "name" in node ? node.name : node.title;
      const about = node.__typename === "Actor" ? actorTypes[node.actorType] : kind;
      return { value: types ? node.id : `${kind}:${node.id}`, label, note: matched === label ? capital(about) : `${capital(about)}, ${matched}` };
    });
  }

  private searchField(): Combobox {
    return new Combobox("query", {
      label: "Search", placeholder: "Search actors, events, conflicts, sources",
      find: (text, signal) => this.find(text, undefined, signal),
      choose: ({ value }) => {
        const [kind, id] = split(value);
        if (kind === "conflict") this.change({ conflict: id });
        else this.choose(value, true);
      },
      announce,
    });
  }

  /** Puts controls into the page. */
  private furnish(): void {
    byId("search").append(this.search.root);
    byId("menus").append(menu("Save", ["Picture as SVG", () => saveSVG(this.stage.root, this.citation())],
      ["Picture as PNG", () => void savePNG(this.stage.root, this.citation()).catch((error: Error) => this.tell(error))],
      ["Ties as CSV", () => saveCSV(this.scene, this.citation())],
      ["Copy citation", () => void this.copy()]));
    byId("zoom").append(
      button("+", () => this.stage.zoomBy(1.4), { class: "icon", "aria-label": "Zoom in" }),
      button("−", () => this.stage.zoomBy(1 / 1.4), { class: "icon", "aria-label": "Zoom out" }),
      button("⤢", () => this.stage.fit(), { class: "icon", "aria-label": "Show all" }));
    writeLegend(byId("legend"), this.toTell);
    const wide = matchMedia("(min-width: 1000px)").matches;
    if (wide) this.filters.open(true, false);
    byId<HTMLDetailsElement>("legend").open = wide;
  }

  private listen(): void {
    addEventListener("popstate", () => {
      this.view = read(location.search);
      this.passing = false;
      void this.refresh();
    });
    document.addEventListener("click", (event) => {
      const show = followed(event);
      if (!show) return;
      event.preventDefault();
      this.choose(show, true);
    });
    byId("panel").addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      this.stage.focus(split(this.view.show)[1]);
    });
    for (const link of document.querySelectorAll<HTMLAnchorElement>("a.skip")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        if (link.hash === "#network") this.stage.focus("");
        else byId("page").focus();
      });
    }
    this.api.onChange = () => this.offer();
  }

  /** Says what went wrong, and offers what may help; undefined: nothing. */
  private tell(error: Error | undefined): void {
    const root = byId("trouble");
    root.replaceChildren();
    if (!error) return;
    const again = () => {
      this.settled = "";
      void this.begin();
      void this.refresh();
    };
    const unknown = isUnknownActor(error);
    root.append(
      el("p", {}, error.message),
      unknown ? button("Clear filters", () => this.change({ ...cleared(), compare: [] })) : button("Try again", again),
      button("Close", () => root.replaceChildren()));
  }

  /** Offers to show facts that have changed. */
  private offer(): void {
    const root = byId("news");
    const redraw = () => {
      root.replaceChildren();
      this.api.forget();
      this.settled = "";
      void this.begin();
      void this.refresh();
    };
    root.replaceChildren(el("p", {}, "The facts have changed."), button("Redraw", redraw), button("Later", () => root.replaceChildren()));
  }

  /** Writes what the view is cited by, and the ways out of it. */
  private cite(): void {
    const { version } = this.api;
    byId("cite").replaceChildren(
      "Dataset ", el("code", { title: version }, version.slice(0, 20)), " ", button("Copy citation", () => void this.copy(), { class: "plain" }));
    const query = new URLSearchParams({ query: networkQuery, variables: JSON.stringify(variablesOf(this.view), null, 2) });
    set(byId("playground"), "href", `playground?${query}`);
    const name = split(this.view.show)[0] === "actor" ? `${this.nameOf(split(this.view.show)[1])} · ` : "";
    document.title = `${name}Entente`;
  }

  private citation(): Citation {
    const { version } = this.api;
    return { version, told: this.toTell, text: `Entente, dataset ${version}, ${location.href}` };
  }

  private async copy(): Promise<void> {
    const { text } = this.citation();
    try {
      await navigator.clipboard.writeText(text);
      this.note("Copied: the dataset’s version and the address of this view.");
    } catch {
      this.note(text); // a browser that does not let us copy lets the reader do so
    }
  }

  private note(text: string): void {
    const root = byId("news");
    root.replaceChildren(el("p", {}, text), button("Close", () => root.replaceChildren()));
  }
}

/** Which bloc each actor is in. */
function blocsOf(partition: Partition | undefined): Map<string, number> {
  return new Map(partition?.blocs.flatMap(({ actors }, i) => actors.map(({ id }) => [id, i] as const)));
}

/** Waits. */
function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined));
}

/** Tells those who hear the page rather than see it. */
function announce(text: string): void {
  byId("live").textContent = text;
}

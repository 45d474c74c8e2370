// The explorer keeps the view, the address, the picture and the panel in step with each other.
import { citedAs } from "./about";
import { Api } from "./api";
import type { Network, Partition, SearchType, Start } from "./answers";
import { Combobox, menu, type Suggestion } from "./combobox";
import { button, byId } from "./dom";
import { listen } from "./events";
import { Filters } from "./filters";
import { writeFrame } from "./frame";
import { Layout } from "./layout";
import { followed } from "./link";
import { glide } from "./motion";
import { Panel } from "./panel";
import { saveFile, savePNG, saveSVG, type Citation } from "./save";
import { sceneOf, weigh } from "./scene";
import { Stage } from "./stage";
import { changed, dated, drawnOf, isImpossible, isLoading, nameOf, noted, opened, spanned, type Act, type Answered, type Drawn, type State } from "./state";
import { TimeBar } from "./timebar";
import { fileOf, read, split, variablesOf, write, type View } from "./view";
import { actorTypes, capital } from "./words";

/** How long the panel waits for further changes while the view keeps changing, in milliseconds. */
const panelDelay = 150;

/**
 * How long the picture waits for blocs once it has the network, in milliseconds: colours must not flicker while time
 * plays.
 */
const blocsDelay = 250;

/** How long the page waits before it asks whether the facts still may be out of date, in milliseconds. */
const staleDelay = 5000;

export class Explorer {
  private state = opened(read(location.search));
  /** What the page shows of the state. */
  private drawn: Drawn | undefined;
  private request = new AbortController();
  private timer = 0;
  /** The choices that the controls offer, and the day that the facts open on. */
  private begun: Promise<Start> | undefined;
  private readonly api = new Api();
  private readonly layout = new Layout();
  private readonly stage: Stage;
  private readonly filters: Filters;
  private readonly time: TimeBar;
  private readonly panel: Panel;
  private readonly search: Combobox;

  constructor() {
    const change = (change: Partial<View>, passing?: boolean) => this.change(change, passing);
    const name = (id: string) => nameOf(this.state, id);
    this.stage = new Stage(document.querySelector<SVGSVGElement>("#network")!, {
      choose: (show, focus) => this.choose(show, focus),
      hint: (text) => (byId("hint").textContent = text),
      presume: () => this.change({ presumed: !this.state.view.presumed }),
    });
    this.filters = new Filters(byId("filters"), byId("filter-toggle"), change, name);
    this.time = new TimeBar(byId("time"), change);
    this.panel = new Panel(byId("tabs"), byId("page"), {
      api: this.api, change, nameOf: name,
      findActors: (text, signal) => this.find(text, ["ACTOR"], signal), announce,
      ground: (grounds) => this.set({ grounds }),
      around: (id) => change({ around: [id] }),
      more: (id) => change({ around: [...new Set([...this.state.view.around, id])] }),
      compare: (id) => change({ compare: [id], tab: "compare" }),
    });
    this.search = this.searchField();
    this.addControls();
    this.listen();
  }

  /** Shows the view that the address asks for, then listens for new facts. */
  async run(): Promise<void> {
    const started = this.loadStart();
    await Promise.all([started, this.refresh()]);
    if (this.state.start?.subscription?.fields?.some(({ name }) => name === "datasetLoaded")) {
      void listen({
        loaded: (version) => version !== this.api.version && this.set({ notice: changed }),
        connected: () => void this.api.ping().catch(() => undefined), // every answer carries the version, and so reveals a change
      });
    }
  }

  /** Changes the view. */
  change(change: Partial<View>, passing = false): void {
    const view = { ...this.state.view, ...change };
    if (this.state.passing || write(view) === location.search) this.readdress(view);
    else history.pushState(null, "", write(view) || location.pathname);
    void this.refresh({ view, passing });
  }

  /** Replaces the address by that of a view. */
  private readdress(view: View): void {
    history.replaceState(null, "", write(view) || location.pathname);
  }

  /** Opens the page of an actor, a tie, …; "" closes it. */
  choose(show: string, focusing = false): void {
    if (!show && !this.state.view.show) return;
    this.change({ show, tab: "details" });
    this.set({ focusing });
  }

  /** Changes the state and redraws what depends on the change. */
  private set(change: Partial<State>): void {
    const { state: before, drawn: drawnBefore } = this;
    const next = { ...before, ...change };
    const state = (this.state = { ...next, span: spanned(next) });
    const drawn = (this.drawn = drawnOf(state));
    this.control(state, before);
    if (state.answered !== before.answered) this.stage.draw(drawn.scene, drawn.blocs);
    if (state.answered !== before.answered || state.grounds !== before.grounds) this.stage.emphasize(drawn.near, drawn.chosen);
    writeFrame(drawn, drawnBefore, { change: (change) => this.change(change), act: (act) => this.act(act) });
    if (!drawn.resting) delete document.documentElement.dataset.at;
    else document.documentElement.dataset.at = location.href; // tests wait for it
    if (drawn.resting && !drawnBefore?.resting) announce(drawn.count);
  }

  /** Updates the controls to a state. */
  private control({ view, start, span, answered }: State, before: State): void {
    const [isBegun, isOther] = [start !== before.start, view !== before.view];
    if (isBegun && start) this.filters.setConflicts(start.conflicts.nodes);
    if (isBegun || isOther) this.time.show(view, span);
    if (isBegun || isOther || answered !== before.answered) this.filters.show(view); // they contain names of actors
  }

  private act(act: Act): void {
    if (act === "copy") return void this.copy();
    if (act === "closeTrouble") return this.set({ trouble: undefined });
    if (act === "closeNotice") return this.set({ notice: undefined });
    if (act === "redraw") this.api.forget();
    void this.loadStart();
    void this.refresh({ settled: "", notice: act === "redraw" ? undefined : this.state.notice });
  }

  /** Loads the choices that the controls offer. */
  private async loadStart(): Promise<void> {
    this.begun = this.api.start();
    try {
      this.set({ start: await this.begun, span: undefined });
      this.updatePanelLater();
    } catch (error) {
      this.set({ trouble: error as Error });
    }
  }

  /** Changes the state and updates everything to its view. */
  private async refresh(change: Partial<State> = {}): Promise<void> {
    this.request.abort();
    const { signal } = (this.request = new AbortController());
    this.set({ ...change, revision: this.state.revision + 1, pending: true });
    if (isImpossible(this.state.view)) return; // the picture stays; the time bar shows why
    try {
      if (this.state.view.asOf === null) await this.date(signal);
      await this.redraw(signal);
      if (!signal.aborted) this.set({ trouble: undefined, pending: false });
    } catch (error) {
      if (signal.aborted) return;
      this.set({ trouble: error as Error, pending: false });
      this.updatePanelLater();
    }
  }

  /** Gives the view the day that the facts open on, so that its address can be cited. */
  private async date(signal: AbortSignal): Promise<void> {
    const start = await this.begun;
    if (signal.aborted || !start) return;
    const view = dated(this.state.view, start);
    this.readdress(view);
    this.set({ view, start });
  }

  /** Draws the server's answer to the view; blocs may arrive after the rest. */
  private async redraw(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { view } = this.state;
    const base = variablesOf({ ...view, asOf: "", knownBy: "", presumed: false });
    const asked = this.partition(view, signal);
    asked.catch(() => undefined); // an error is reported below
    const [shown, all] = await Promise.all([this.api.network(variablesOf(view), signal), this.api.network(base, signal)]);
    const soon = await Promise.race([asked.then((partition) => ({ partition }), () => undefined), after(blocsDelay)]);
    if (signal.aborted) return;
    const key = JSON.stringify(base);
    const answer = () => this.answeredBy(view, shown, soon);
    if (this.state.settled === key) this.set({ answered: answer() });
    else if (!(await this.settle(all, key, answer, signal))) return;
    const { answered } = this.state;
    this.updatePanelLater();
    this.markDrawn();
    if (soon || !answered) return;
    let partition: Partition | undefined;
    try {
      partition = await asked;
    } finally {
      if (!signal.aborted) this.set({ answered: { ...answered, partition, finding: false } });
    }
    if (view.tab === "actors") this.updatePanelLater(); // no other page of the panel shows blocs
  }

  /** Builds the picture from answers; everything in it has a place. */
  private answeredBy(view: View, network: Network, soon: { partition: Partition | undefined } | undefined): Answered {
    const scene = sceneOf(network, this.state.places);
    if (this.state.settled) this.layout.fill(scene);
    return { view, scene, truncated: network.truncated, partition: soon?.partition, finding: !soon };
  }

  /** Marks when the first picture was drawn, for the benchmark. */
  private markDrawn(): void {
    if (performance.getEntriesByName("drawn").length === 0) requestAnimationFrame(() => performance.mark("drawn"));
  }

  /** Places all actors of a network, whenever they are in it; reports whether it finished. */
  private async settle(all: Network, settled: string, answer: () => Answered, signal: AbortSignal): Promise<boolean> {
    const { places } = this.state;
    this.set({ settled: "" });
    const scene = sceneOf(all, places);
    scene.actors.forEach(weigh);
    const before = new Map(scene.actors.map((actor) => [actor, { x: actor.x, y: actor.y }]));
    const isFirst = scene.actors.every(({ x }) => Number.isNaN(x));
    const answered = answer();
    await this.layout.settle(scene, this.stage.size, () => isFirst && this.peek(answered));
    if (signal.aborted) return false;
    this.set({ settled });
    this.stage.release();
    this.set({ answered: answer() });
    await glide(before, () => this.stage.place(), signal);
    return !signal.aborted;
  }

  /** Draws an intermediate state of the layout. */
  private peek(answered: Answered): void {
    if (this.state.answered !== answered) this.set({ answered });
    this.stage.place();
  }

  private partition(view: View, signal: AbortSignal): Promise<Partition | undefined> {
    if (!view.blocs) return Promise.resolve(undefined);
    return this.api.blocs({ ...variablesOf(view), count: view.blocs }, signal);
  }

  /** Updates the panel once there are no further changes. */
  private updatePanelLater(): void {
    clearTimeout(this.timer);
    const revision = this.state.revision + 1;
    this.set({ revision });
    this.timer = window.setTimeout(async () => {
      const { view, answered, start, span } = this.state;
      const { scene, blocs } = drawnOf(this.state);
      await this.panel.show({ view, scene, blocs, partition: answered?.partition, start, span, loading: isLoading(this.state) });
      this.set({ version: this.api.version });
      if (revision !== this.state.revision) return;
      const focusing = this.state.focusing && isLoading(this.state);
      if (this.state.focusing && !focusing) this.panel.focus();
      this.set({ followed: revision, focusing });
    }, this.state.passing ? panelDelay : 0);
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

  /** Adds the controls to the page. */
  private addControls(): void {
    byId("search").append(this.search.root);
    byId("menus").append(menu("Save", ["Picture as SVG", () => saveSVG(this.stage.root, this.citation())],
      ["Picture as PNG", () => void savePNG(this.stage.root, this.citation()).catch((trouble: Error) => this.set({ trouble }))],
      ["Ties as CSV", () => saveFile(fileOf("relations.csv?bom=true", this.state.view))],
      ["Quotes and sources as CSV", () => saveFile(fileOf("statements.csv?bom=true", this.state.view))],
      ["Network for Gephi", () => saveFile(fileOf("network.gexf", this.state.view))],
      ["More files …", () => location.assign("export/")],
      ["Copy citation", () => void this.copy()]));
    byId("zoom").append(
      button("+", () => this.stage.zoomBy(1.4), { class: "icon", "aria-label": "Zoom in" }),
      button("−", () => this.stage.zoomBy(1 / 1.4), { class: "icon", "aria-label": "Zoom out" }),
      button("⤢", () => this.stage.fit(), { class: "icon", "aria-label": "Show all" }));
    this.set({});
    const wide = matchMedia("(min-width: 1000px)").matches;
    if (wide) this.filters.open(true, false);
    byId<HTMLDetailsElement>("legend").open = wide;
  }

  private listen(): void {
    addEventListener("popstate", () => void this.refresh({ view: read(location.search), passing: false }));
    document.addEventListener("click", (event) => {
      const change = followed(event);
      if (!change) return;
      event.preventDefault();
      this.change(change);
      this.set({ focusing: true });
    });
    byId("panel").addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      this.stage.focus(split(this.state.view.show)[1]);
    });
    for (const link of document.querySelectorAll<HTMLAnchorElement>("a.skip")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        if (link.hash === "#network") this.stage.focus("");
        else byId("page").focus();
      });
    }
    this.api.onStale = async (stale) => {
      this.set({ stale });
      while (this.api.stale) await after(staleDelay).then(this.api.ping).catch(() => undefined); // an answer that is not stale ends it
    };
    this.api.onChange = () => this.set({ notice: changed });
  }

  private citation(): Citation {
    const { version, start } = this.state;
    const titles = start?.dataset.collections.map(citedAs).filter(Boolean).join("; ");
    return { version, legend: drawnOf(this.state).legend, text: `${titles ? `${titles}. ` : ""}Entente, dataset ${version}, ${location.href}` };
  }

  private async copy(): Promise<void> {
    const { text } = this.citation();
    try {
      await navigator.clipboard.writeText(text);
      this.set({ notice: noted("Copied: the dataset’s version and the address of this view.") });
    } catch {
      this.set({ notice: noted(text) }); // if the browser forbids copying, the reader can copy the text
    }
  }
}

/** Resolves to undefined after a delay. */
function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined));
}

/** Announces a text to screen readers. */
function announce(text: string): void {
  byId("live").textContent = text;
}

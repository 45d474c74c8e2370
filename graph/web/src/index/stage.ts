// The picture in its frame: zooming, panning, names, dragging, choosing and keyboard navigation.
import { pointer, select } from "d3-selection";
import { zoom, zoomIdentity, zoomTransform, type D3ZoomEvent } from "d3-zoom";

import { set, svg } from "./dom";
import { line, linesOf, placeLabels, type Box, type Labelled } from "./labels";
import { Picture, type Blocs } from "./picture";
import { crowd, type Actor, type Point, type Scene } from "./scene";
import { walk } from "./walk";

/** The distance after which a drag begins, in pixels. */
const dragThreshold = 4;

/** Is notified of what the reader chooses, points at or moves the focus to. */
export interface Listener {
  /** `focus` if the keyboard was used. */
  choose(show: string, focus: boolean): void;
  hint(text: string): void;
  /** Switches presumed ties on or off. */
  presume(): void;
}

export class Stage {
  readonly picture: Picture;
  private scene: Scene = { actors: [], ties: [], lines: [] };
  private names = svg("g", { class: "names", "aria-hidden": "true" });
  private nameViews = new Map<string, SVGTextElement>();
  private near = new Set<string>();
  private chosen = "";
  /** The reader has zoomed or panned, which must not be undone. */
  private moved = false;
  private zooming = zoom<SVGSVGElement, unknown>();
  private frame = 0;
  /** The actor that keyboard navigation starts from. */
  private home = "";

  constructor(readonly root: SVGSVGElement, private listener: Listener) {
    this.picture = new Picture(root, this.names);
    this.zooming
      .scaleExtent([0.1, 6])
      .filter((event: MouseEvent) => !event.button && !(event.type !== "wheel" && (event.target as Element).closest(".actor")))
      .on("zoom", (event: D3ZoomEvent<SVGSVGElement, unknown>) => this.zoomed(event));
    select(root).call(this.zooming).on("dblclick.zoom", null);
    this.listen();
    new ResizeObserver(() => this.resized()).observe(root);
  }

  /** The size of the frame. */
  get size(): { width: number; height: number } {
    return { width: this.root.clientWidth || 1, height: this.root.clientHeight || 1 };
  }

  /** Draws a scene. */
  draw(scene: Scene, blocs: Blocs): void {
    this.scene = scene;
    this.picture.draw(scene, blocs);
    this.root.classList.toggle("dense", scene.lines.length > crowd);
    this.picture.emphasize(this.near, this.chosen);
    this.keepReachable();
    this.scheduleNames();
  }

  /** Moves everything to its present place. */
  place(): void {
    this.picture.place();
    if (!this.moved) this.fit();
    this.drawNames(); // at once, so that names are not painted where the actors were
  }

  /** Highlights some actors and ties. */
  emphasize(ids: Set<string>, chosen: string): void {
    this.near = ids;
    this.chosen = chosen;
    this.picture.emphasize(ids, chosen);
    const element = chosen ? this.picture.find(chosen) : undefined;
    if (element) this.reach(element);
    this.scheduleNames();
  }

  /** Zooms so that the whole scene is visible. */
  fit(): void {
    this.moved = false;
    const { width, height } = this.size;
    const box = boundsOf(this.scene.actors);
    const [wide, high] = [box.right - box.left, box.bottom - box.top];
    const scale = Math.min((width - Math.min(120, width * 0.2)) / wide, (height - 80) / high, 1.25);
    const to = zoomIdentity
      .translate(width / 2, height / 2)
      .scale(Math.max(scale, 0.1))
      .translate(-(box.left + box.right) / 2, -(box.top + box.bottom) / 2);
    select(this.root).call(this.zooming.transform, to);
    this.moved = false;
  }

  /** Zooms about the centre. */
  zoomBy(factor: number): void {
    select(this.root).call(this.zooming.scaleBy, factor);
    this.moved = true;
  }

  /** Moves the focus to an actor or a tie; if the picture has none with that id, to the one in the tab order. */
  focus(id: string): void {
    const element = this.picture.find(id) ?? this.root.querySelector<SVGElement>('[tabindex="0"]');
    (element ?? this.root).focus({ preventScroll: true });
  }

  /** Lets the next move of actors fit the picture to its frame again. */
  release(): void {
    this.moved = false;
  }

  private zoomed({ transform, sourceEvent }: D3ZoomEvent<SVGSVGElement, unknown>): void {
    if (sourceEvent) this.moved = true;
    set(this.picture.world, "transform", transform.toString());
    set(this.picture.world, "stroke-width", 14 / transform.k);
    this.scheduleNames();
  }

  private resized(): void {
    if (this.scene.actors.length === 0) return;
    if (!this.moved) this.fit();
    this.scheduleNames();
  }

  private scheduleNames(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.drawNames());
  }

  /** Writes the names that fit. */
  private drawNames(): void {
    const { width, height } = this.size;
    const { x, y, k } = zoomTransform(this.root);
    const labelled = this.scene.actors.filter((a) => !Number.isNaN(a.x)).map((actor): Labelled => ({
      id: actor.id, x: actor.x * k + x, y: actor.y * k + y, r: (actor.id === this.chosen ? actor.radius * 1.25 + 6 : actor.radius * 1.1) * k, ...sizeOf(actor.node.label),
      rank: actor.weight + (actor.id === this.chosen ? 2e6 : this.near.has(actor.id) ? 1e6 : 0),
    }));
    const placed = placeLabels(labelled, width, height, overlays(width));
    const wanted = new Set(placed.map(({ id }) => id));
    for (const [id, view] of this.nameViews) {
      if (!wanted.has(id)) {
        view.remove();
        this.nameViews.delete(id);
      }
    }
    const byId = new Map(this.scene.actors.map((actor) => [actor.id, actor]));
    for (const { id, x: left, y: top, anchor } of placed) {
      const actor = byId.get(id);
      if (actor) this.nameAt(actor, left, top, anchor);
    }
  }

  private nameAt(actor: Actor, x: number, y: number, anchor: string): void {
    let view = this.nameViews.get(actor.id);
    if (!view) {
      view = svg("text", {}, ...linesOf(actor.node.label).map((text, i) => svg("tspan", { x: 0, dy: i * line }, text)));
      this.nameViews.set(actor.id, view);
      this.names.append(view);
    }
    set(view, "transform", `translate(${Math.round(x)},${Math.round(y)})`);
    set(view, "text-anchor", anchor);
    set(view, "class", this.near.size > 0 && !this.near.has(actor.id) ? "far" : "");
  }

  private listen(): void {
    this.root.addEventListener("click", (event) => this.clicked(event));
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    this.root.addEventListener("focusin", (event) => this.pointed(event.target));
    this.root.addEventListener("pointerover", (event) => this.pointed(event.target));
    this.root.addEventListener("pointerleave", () => this.listener.hint(""));
    this.root.addEventListener("pointerdown", (event) => this.grab(event));
  }

  private clicked(event: Event): void {
    this.listener.choose(shownBy(event.target), false);
  }

  private pointed(target: EventTarget | null): void {
    if (document.activeElement === target) this.home = (target as Element).getAttribute("data-actor") ?? this.home;
    this.listener.hint((target as Element).closest("[data-actor],[data-tie]")?.getAttribute("aria-label") ?? "");
  }

  /** Drags an actor. */
  private grab(down: PointerEvent): void {
    const id = (down.target as Element).closest("[data-actor]")?.getAttribute("data-actor");
    const actor = this.scene.actors.find((a) => a.id === id);
    if (!actor || down.button !== 0) return;
    const start = pointer(down, this.picture.world);
    const offset = { x: actor.x - start[0], y: actor.y - start[1] };
    let dragged = false;
    const move = (event: PointerEvent) => {
      if (!dragged && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < dragThreshold) return;
      dragged = true;
      const [x, y] = pointer(event, this.picture.world);
      Object.assign(actor, { x: x + offset.x, y: y + offset.y } satisfies Point);
      this.moved = true;
      this.picture.placeOne(actor);
      this.scheduleNames();
    };
    const drop = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", drop);
      removeEventListener("pointercancel", drop);
      if (dragged) addEventListener("click", (event) => event.stopPropagation(), { capture: true, once: true });
      if (dragged) setTimeout(() => this.scheduleNames());
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", drop);
    addEventListener("pointercancel", drop);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target as Element;
    if (event.key === "Enter" || event.key === " ") {
      const show = shownBy(at);
      if (show) this.listener.choose(show, true);
    } else if (event.key === "+" || event.key === "=") this.zoomBy(1.3);
    else if (event.key === "-") this.zoomBy(1 / 1.3);
    else if (event.key === "0") this.fit();
    else if (event.key === "p") this.listener.presume();
    else if (event.key === "Escape") this.listener.choose("", false);
    else {
      const next = walk(this.scene, this.home, at.getAttribute("data-tie") ?? "", event.key);
      const element = next && this.picture.find(next);
      if (!element) return;
      this.reach(element);
      element.focus({ preventScroll: true });
      this.show(element);
    }
    event.preventDefault();
  }

  /** Pans until an element is in the frame. */
  private show(element: SVGGElement): void {
    const frame = this.root.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    if (x > frame.left + 20 && x < frame.right - 20 && y > frame.top + 20 && y < frame.bottom - 20) return;
    const { k } = zoomTransform(this.root);
    select(this.root).call(
      this.zooming.translateBy, (frame.left + frame.width / 2 - x) / k, (frame.top + frame.height / 2 - y) / k);
  }

  /** Makes an element the only one in the tab order (roving tabindex). */
  private reach(element: Element): void {
    for (const other of this.root.querySelectorAll('[tabindex="0"]')) set(other, "tabindex", -1);
    set(element, "tabindex", 0);
  }

  /** Ensures that some actor is in the tab order. */
  private keepReachable(): void {
    const [first] = this.scene.actors;
    if (this.root.querySelector('[tabindex="0"]') || !first) return;
    const element = this.picture.find(first.id);
    if (element) this.reach(element);
  }
}

/** What an element of the picture stands for. */
function shownBy(target: EventTarget | null): string {
  const element = (target as Element).closest("[data-actor],[data-tie]");
  const actor = element?.getAttribute("data-actor");
  const tie = element?.getAttribute("data-tie");
  return actor ? `actor:${actor}` : tie ? `tie:${tie}` : "";
}

function boundsOf(actors: Actor[]): { left: number; top: number; right: number; bottom: number } {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y, radius } of actors) {
    box.left = Math.min(box.left, x - radius);
    box.right = Math.max(box.right, x + radius);
    box.top = Math.min(box.top, y - radius);
    box.bottom = Math.max(box.bottom, y + radius);
  }
  return Number.isFinite(box.left) ? box : { left: -1, top: -1, right: 1, bottom: 1 };
}

/** What covers the picture: the count at the top left, the buttons at the top right. */
function overlays(width: number): Box[] {
  return [{ left: 0, top: 0, right: Math.min(width - 60, 330), bottom: 30 }, { left: width - 50, top: 0, right: width, bottom: 124 }];
}

const pen = document.createElement("canvas").getContext("2d");
const sizes = new Map<string, { width: number; lines: number }>();

/** The width of a name in pixels, and its number of lines. */
function sizeOf(name: string): { width: number; lines: number } {
  const known = sizes.get(name);
  if (known) return known;
  if (pen) pen.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const lines = linesOf(name);
  const width = Math.max(...lines.map((text) => pen?.measureText(text).width ?? text.length * 7));
  sizes.set(name, { width, lines: lines.length });
  return { width, lines: lines.length };
}

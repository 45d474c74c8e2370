// Draws a scene as SVG. An element lives as long as what it stands for, so a redraw changes no more than it must.
import { svg, set } from "./dom";
import { round, routeOf, type Actor, type Line, type Scene } from "./scene";
import { classOf, marks, outline, signClasses } from "./shapes";
import { latestOf, reportWords } from "./together";
import { actorTypes, blocLetter, kindsOf, count, relationTypes, signs, statuses } from "./words";

interface ActorView { actor: Actor; root: SVGGElement; shape: SVGPathElement; letter: SVGTextElement; drawn: string }
interface LineView { line: Line; root: SVGGElement; hit: SVGPathElement; path: SVGPathElement; mark: SVGGElement | undefined; drawn: string }

/** The bloc of each actor, by id. */
export type Blocs = Map<string, number>;

/** The picture, below an SVG element. */
export class Picture {
  /** The group that zooms; labels do not. */
  readonly world = svg("g", { class: "world" });
  private below = svg("g", { class: "ties" });
  private above = svg("g", { class: "actors" });
  private actors = new Map<string, ActorView>();
  private lines = new Map<string, LineView>();
  /** The line of each tie, by id. */
  private lineOf = new Map<string, string>();

  constructor(readonly root: SVGSVGElement, readonly names: SVGGElement) {
    this.world.append(this.below, this.above);
    root.append(arrows(), this.world, names);
  }

  /** Draws a scene: adds what is new, removes what is gone, and leaves the rest where it is. */
  draw({ actors, lines }: Scene, blocs: Blocs): void {
    prune(this.actors, actors);
    prune(this.lines, lines);
    this.above.append(...actors.map((actor) => this.actorView(actor, blocs)).filter((root) => !root.parentNode));
    this.below.append(...lines.map((line) => this.lineView(line)).filter((root) => !root.parentNode));
    this.lineOf = new Map(lines.flatMap(({ id, ties }) => ties.map((tie) => [tie.id, id] as const)));
  }

  /** Moves everything to the present places of actors. */
  place(): void {
    for (const view of this.actors.values()) placeActor(view);
    for (const view of this.lines.values()) placeLine(view);
  }

  /** Moves one actor and its ties to its present place. */
  placeOne(actor: Actor): void {
    const view = this.actors.get(actor.id);
    if (view) placeActor(view);
    for (const one of this.lines.values()) {
      if (one.line.source === actor || one.line.target === actor) placeLine(one);
    }
  }

  /** Highlights some actors and ties, none if there are no ids. The chosen one has a ring. */
  emphasize(ids: Set<string>, chosen: string): void {
    this.root.classList.toggle("dimmed", ids.size > 0);
    for (const [id, { root }] of this.actors) standOut(root, ids.has(id), id === chosen);
    for (const { root, line: { ties } } of this.lines.values()) {
      standOut(root, ties.some(({ id }) => ids.has(id)), ties.some(({ id }) => id === chosen));
    }
  }

  /** The element of an actor, or of the line that a tie is drawn as. */
  find(id: string): SVGGElement | undefined {
    return (this.actors.get(id) ?? this.lines.get(this.lineOf.get(id) ?? ""))?.root;
  }

  private actorView(actor: Actor, blocs: Blocs): SVGGElement {
    const view = this.actors.get(actor.id) ?? newActor(actor);
    this.actors.set(actor.id, view);
    const bloc = blocs.get(actor.id);
    const drawn = `${actor.degree} ${bloc ?? ""}`;
    if (view.drawn !== drawn) {
      view.drawn = drawn;
      set(view.root, "class", `actor${bloc === undefined ? "" : ` bloc-${bloc}`}`);
      const letter = bloc === undefined ? "" : blocLetter(bloc);
      view.letter.textContent = letter;
      const parts = [actor.node.label, actorTypes[actor.node.type], count(actor.degree, "tie"), letter && `bloc ${letter}`];
      set(view.root, "aria-label", parts.filter(Boolean).join(", "));
    }
    return view.root;
  }

  private lineView(line: Line): SVGGElement {
    const view = this.lines.get(line.id) ?? newLine(line);
    this.lines.set(line.id, view);
    const moved = view.line.bend !== line.bend || !view.root.parentNode;
    view.line = line;
    const drawn = nameOf(line);
    if (view.drawn !== drawn) {
      view.drawn = drawn;
      restyle(view);
    }
    if (moved || !view.path.hasAttribute("d")) placeLine(view);
    return view.root;
  }
}

/** Removes views of items that are gone. */
function prune<V extends { root: Element }>(views: Map<string, V>, items: { id: string }[]): void {
  const wanted = new Set(items.map(({ id }) => id));
  for (const [id, { root }] of views) {
    if (wanted.has(id)) continue;
    root.remove();
    views.delete(id);
  }
}

/** Sets whether an element is highlighted, and whether it is the chosen one. */
function standOut(root: SVGGElement, isNear: boolean, isChosen: boolean): void {
  root.classList.toggle("near", isNear);
  root.classList.toggle("chosen", isChosen);
  set(root, "aria-current", isChosen);
}

function newActor(actor: Actor): ActorView {
  const { type } = actor.node;
  const shape = svg("path", { class: "shape", d: outline(type, actor.radius) });
  const letter = svg("text", { class: "letter", dy: ".36em", "aria-hidden": "true" });
  const ring = svg("circle", { class: "ring", r: actor.radius * 1.25 + 5 });
  const root = svg("g", { "data-actor": actor.id, role: "button", tabindex: -1 }, ring, shape, letter);
  const view = { actor, root, shape, letter, drawn: "" };
  placeActor(view);
  return view;
}

function newLine(line: Line): LineView {
  const hit = svg("path", { class: "hit" });
  const path = svg("path", { class: "line" });
  const root = svg("g", { "data-tie": line.id, role: "button", tabindex: -1 }, hit, path);
  return { line, root, hit, path, mark: undefined, drawn: "" };
}

/** Updates the style and the name of a line to its ties. */
function restyle(view: LineView): void {
  const { sign, status, directed } = view.line;
  set(view.root, "class", classOf(view.line));
  set(view.path, "marker-end", directed ? `url(#arrow-${signClasses[sign]})` : undefined);
  set(view.root, "aria-label", nameOf(view.line));
  view.mark?.remove();
  const mark = marks[status];
  view.mark = mark
    ? svg("g", { class: "mark", "aria-hidden": "true" }, svg("circle", { r: 7.5 }), svg("text", { dy: ".36em" }, mark))
    : undefined;
  if (view.mark) view.root.append(view.mark);
  placeLine(view);
}

/** A line in words. */
export function nameOf({ ties, source, target, type, sign, status, certainty, kinds }: Line): string {
  const [first, ...others] = ties.map(({ edge }) => edge.relation);
  const summary = !first || others.length > 0 ? `${source.node.label} ${relationTypes[type]} ${target.node.label}` : first.summary.replace(/\.$/, "");
  const words = kinds.length > 0 && !summary.includes("(") ? ` (${kindsOf(kinds)})` : "";
  const reported = latestOf(ties.map(({ edge }) => edge.relation.lastReported));
  const presumed = certainty === "PRESUMED" && ["presumed", reportWords({ certainty, lastReported: reported }, "")];
  return [`${summary}${words}: ${signs[sign]}`, statuses[status], ...(presumed || [])].filter(Boolean).join(", ");
}

function placeActor({ actor, root }: ActorView): void {
  if (!Number.isNaN(actor.x)) set(root, "transform", `translate(${round(actor.x)},${round(actor.y)})`);
}

function placeLine({ line, hit, path, mark }: LineView): void {
  if (Number.isNaN(line.source.x) || Number.isNaN(line.target.x)) return;
  const { d, middle } = routeOf(line);
  hit.setAttribute("d", d);
  path.setAttribute("d", d);
  mark?.setAttribute("transform", `translate(${round(middle.x)},${round(middle.y)})`);
}

/** The arrowheads, one for each sign: a marker does not inherit the colour of its path. */
function arrows(): SVGDefsElement {
  const heads = Object.values(signClasses).map((name) =>
    svg("marker", {
      id: `arrow-${name}`, class: `arrow ${name}`, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 10, markerHeight: 10,
      markerUnits: "userSpaceOnUse", orient: "auto",
    }, svg("path", { d: "M0,1L10,5L0,9Z" })));
  return svg("defs", {}, ...heads);
}

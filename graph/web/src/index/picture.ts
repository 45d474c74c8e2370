// Draws a scene as SVG. Elements stay as long as what they stand for, so that a redraw changes no more than it must.
import { svg, set } from "./dom";
import { actorTypes, blocLetter, kindsOf, count, signs, statuses } from "./words";
import { round, routeOf, type Actor, type Scene, type Tie } from "./scene";
import { marks, outline, signClasses } from "./shapes";

interface ActorView { actor: Actor; root: SVGGElement; shape: SVGPathElement; letter: SVGTextElement; drawn: string }
interface TieView { tie: Tie; root: SVGGElement; hit: SVGPathElement; line: SVGPathElement; mark: SVGGElement | undefined; drawn: string }

/** The bloc of each actor, by id. */
export type Blocs = Map<string, number>;

/** The picture, below an SVG element. */
export class Picture {
  /** What zooms; labels do not. */
  readonly world = svg("g", { class: "world" });
  private lines = svg("g", { class: "ties" });
  private shapes = svg("g", { class: "actors" });
  private actors = new Map<string, ActorView>();
  private ties = new Map<string, TieView>();

  constructor(readonly root: SVGSVGElement, readonly names: SVGGElement) {
    this.world.append(this.lines, this.shapes);
    root.append(arrows(), this.world, names);
  }

  /** Draws a scene: what is new comes, what is gone goes, what stays stays where it is. */
  draw({ actors, ties }: Scene, blocs: Blocs): void {
    keep(this.actors, actors);
    keep(this.ties, ties);
    this.shapes.append(...actors.map((actor) => this.actorView(actor, blocs)).filter((root) => !root.parentNode));
    this.lines.append(...ties.map((tie) => this.tieView(tie)).filter((root) => !root.parentNode));
  }

  /** Puts everything where its actor is now. */
  place(): void {
    for (const view of this.actors.values()) placeActor(view);
    for (const view of this.ties.values()) placeTie(view);
  }

  /** Puts one actor and its ties where it is now. */
  placeOne(actor: Actor): void {
    const view = this.actors.get(actor.id);
    if (view) placeActor(view);
    for (const tie of this.ties.values()) {
      if (tie.tie.source === actor || tie.tie.target === actor) placeTie(tie);
    }
  }

  /** Makes some actors and ties stand out among the others; none: all are alike. The chosen one has a ring. */
  emphasize(ids: Set<string>, chosen: string): void {
    this.root.classList.toggle("dimmed", ids.size > 0);
    for (const [id, { root }] of [...this.actors, ...this.ties]) {
      root.classList.toggle("near", ids.has(id));
      root.classList.toggle("chosen", id === chosen);
      set(root, "aria-current", id === chosen);
    }
  }

  /** The element of an actor or a tie. */
  find(id: string): SVGGElement | undefined {
    return this.actors.get(id)?.root ?? this.ties.get(id)?.root;
  }

  private actorView(actor: Actor, blocs: Blocs): SVGGElement {
    const view = this.actors.get(actor.id) ?? newActor(actor);
    this.actors.set(actor.id, view);
    const bloc = blocs.get(actor.id);
    const drawn = `${actor.node.degree} ${bloc ?? ""}`;
    if (view.drawn !== drawn) {
      view.drawn = drawn;
      set(view.root, "class", `actor${bloc === undefined ? "" : ` bloc-${bloc}`}`);
      const letter = bloc === undefined ? "" : blocLetter(bloc);
      view.letter.textContent = letter;
      const parts = [actor.node.label, actorTypes[actor.node.type], count(actor.node.degree, "tie"), letter && `bloc ${letter}`];
      set(view.root, "aria-label", parts.filter(Boolean).join(", "));
    }
    return view.root;
  }

  private tieView(tie: Tie): SVGGElement {
    const view = this.ties.get(tie.id) ?? newTie(tie);
    this.ties.set(tie.id, view);
    const moved = view.tie.bend !== tie.bend || !view.root.parentNode;
    view.tie = tie;
    const drawn = tie.edge.status + tie.edge.relation.summary;
    if (view.drawn !== drawn) {
      view.drawn = drawn;
      dressTie(view);
    }
    if (moved || !view.line.hasAttribute("d")) placeTie(view);
    return view.root;
  }
}

/** Takes away what is no longer there. */
function keep<V extends { root: Element }>(views: Map<string, V>, items: { id: string }[]): void {
  const wanted = new Set(items.map(({ id }) => id));
  for (const [id, { root }] of views) {
    if (wanted.has(id)) continue;
    root.remove();
    views.delete(id);
  }
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

function newTie(tie: Tie): TieView {
  const hit = svg("path", { class: "hit" });
  const line = svg("path", { class: "line" });
  const root = svg("g", { "data-tie": tie.id, role: "button", tabindex: -1 }, hit, line);
  return { tie, root, hit, line, mark: undefined, drawn: "" };
}

/** Gives a tie the looks and the name that its relation has now. */
function dressTie(view: TieView): void {
  const { edge } = view.tie;
  set(view.root, "class", `tie ${signClasses[edge.sign]} ${edge.status.toLowerCase()}`);
  set(view.line, "marker-end", edge.directed ? `url(#arrow-${signClasses[edge.sign]})` : undefined);
  set(view.root, "aria-label", nameOf(view.tie));
  view.mark?.remove();
  const mark = marks[edge.status];
  view.mark = mark
    ? svg("g", { class: "mark", "aria-hidden": "true" }, svg("circle", { r: 7.5 }), svg("text", { dy: ".36em" }, mark))
    : undefined;
  if (view.mark) view.root.append(view.mark);
  placeTie(view);
}

/** A tie in words. */
export function nameOf({ edge }: Tie): string {
  const kinds = kindsOf(edge.kinds);
  const summary = edge.relation.summary.replace(/\.$/, "");
  return `${summary}${kinds && !summary.includes("(") ? ` (${kinds})` : ""}: ${signs[edge.sign]}, ${statuses[edge.status]}`;
}

function placeActor({ actor, root }: ActorView): void {
  if (!Number.isNaN(actor.x)) set(root, "transform", `translate(${round(actor.x)},${round(actor.y)})`);
}

function placeTie({ tie, hit, line, mark }: TieView): void {
  if (Number.isNaN(tie.source.x) || Number.isNaN(tie.target.x)) return;
  const { d, middle } = routeOf(tie);
  hit.setAttribute("d", d);
  line.setAttribute("d", d);
  mark?.setAttribute("transform", `translate(${round(middle.x)},${round(middle.y)})`);
}

/** The heads of arrows, one for each sign: markers take no colour from what they stand on. */
function arrows(): SVGDefsElement {
  const heads = Object.values(signClasses).map((name) =>
    svg("marker", {
      id: `arrow-${name}`, class: `arrow ${name}`, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 10, markerHeight: 10,
      markerUnits: "userSpaceOnUse", orient: "auto",
    }, svg("path", { d: "M0,1L10,5L0,9Z" })));
  return svg("defs", {}, ...heads);
}

// What the marks of the picture mean.
import type { ActorType, Certainty, Partition, Sign, Status } from "./answers";
import { el, svg } from "./dom";
import { classOf, marks, outline, signClasses } from "./shapes";
import { actorTypes, blocLetter, statuses } from "./words";

/** A sample of a mark, 34 × 16 pixels, and its meaning. */
export interface Entry { sample: () => SVGGElement; text: string }

const lineWords: Record<Sign, string> = { POSITIVE: "friendly", NEGATIVE: "hostile", NEUTRAL: "neither" };

/** What the legend explains: the blocs that actors are coloured by, and whether ties may be presumed. */
export interface LegendData { partition: Partition | undefined; presumed: boolean }

/** All entries of the legend. */
function entries({ partition, presumed }: LegendData): Entry[] {
  return [
    ...(["POSITIVE", "NEGATIVE", "NEUTRAL"] as Sign[]).map((sign) => ({ text: lineWords[sign], sample: () => line(sign, false) })),
    { text: "one-way", sample: () => line("POSITIVE", true) },
    ...(presumed ? (["POSITIVE", "NEGATIVE"] as Sign[]) : []).map((sign) => (
      { text: `${lineWords[sign]}, presumed`, sample: () => line(sign, false, "ASSERTED", "PRESUMED") })),
    ...(["ALLEGED", "DISPUTED", "DENIED"] as Status[]).map((status) => ({ text: statuses[status], sample: () => line("POSITIVE", false, status) })),
    ...(Object.keys(actorTypes) as ActorType[]).map((type) => ({ text: actorTypes[type], sample: () => shape(type) })),
    ...Array.from({ length: partition?.blocs.length ?? 0 }, (_, i) => ({ text: `bloc ${blocLetter(i)}`, sample: () => bloc(i) })),
  ];
}

function line(sign: Sign, directed: boolean, status: Status = "ASSERTED", certainty: Certainty = "KNOWN"): SVGGElement {
  const path = svg("path", { class: "line", d: directed ? "M2,8L30,8" : "M2,8L32,8", "marker-end": directed && `url(#arrow-${signClasses[sign]})` });
  const mark = svg("g", { class: "mark", transform: "translate(17,8)" }, svg("circle", { r: 7.5 }), svg("text", { dy: ".36em" }, marks[status]));
  return svg("g", { class: classOf({ sign, status, certainty }) }, path, marks[status] && mark);
}

function shape(type: ActorType): SVGGElement {
  return svg("g", { class: "actor", transform: "translate(17,8)" }, svg("path", { class: "shape", d: outline(type, 6) }));
}

function bloc(i: number): SVGGElement {
  const letter = svg("text", { class: "letter", dy: ".36em" }, blocLetter(i));
  return svg("g", { class: `actor bloc-${i}`, transform: "translate(17,8)" }, svg("path", { class: "shape", d: outline("STATE", 8.5) }), letter);
}

/** The note on blocs, "" if none is needed. */
function noteOn({ partition }: LegendData): string {
  return partition && !partition.optimal ? "blocs: the best sorting found, not proven to be the best" : "";
}

/** Fills the legend of the page. */
export function writeLegend(root: HTMLElement, data: LegendData): void {
  const note = noteOn(data);
  const shown = `${data.partition?.blocs.length ?? 0} ${data.presumed} ${note}`;
  if (root.childElementCount > 0 && root.dataset.shown === shown) return;
  root.dataset.shown = shown;
  const items = entries(data).map(({ sample, text }) => el("li", {},
    svg("svg", { width: 34, height: 16, viewBox: "0 0 34 16", "aria-hidden": "true" }, sample()), text));
  if (root.childElementCount === 0) root.append(el("summary", {}, "Legend"), el("ul"));
  root.querySelector("ul")?.replaceChildren(...items, ...(note ? [el("li", { class: "note" }, note)] : []));
}

/** Draws the legend of a saved picture: rows of samples with their meanings, below the picture. */
export function drawLegend(width: number, top: number, data: LegendData): { group: SVGGElement; height: number } {
  const column = data.presumed ? 150 : 118;
  const columns = Math.max(1, Math.floor((width - 20) / column));
  const all = entries(data);
  const note = noteOn(data);
  const group = svg("g", { class: "legend" }, ...all.map(({ sample, text }, i) =>
    svg("g", { transform: `translate(${14 + (i % columns) * column},${top + Math.floor(i / columns) * 22})` },
      sample(), svg("text", { class: "caption", x: 40, y: 12 }, text))));
  const rows = Math.ceil(all.length / columns);
  if (note) group.append(svg("text", { class: "caption", x: 14, y: top + rows * 22 + 12 }, note));
  return { group, height: (rows + (note ? 1 : 0)) * 22 };
}

// Saves the view as self-contained SVG or PNG, or as a file that the server makes.
import { svg } from "./dom";
import { drawLegend, type LegendData } from "./legend";

/** What is written below a saved picture. */
export interface Citation { text: string; version: string; legend: LegendData }

/** The largest average width of a letter in a citation, and the height of its lines, in pixels. */
const [letter, line] = [7.2, 16];

/** Breaks a text into lines, within words if necessary: addresses have no spaces. */
export function wrapped(text: string, longest: number): string[] {
  return text.match(new RegExp(`.{1,${Math.max(longest, 20)}}(?= |$)|.{1,${Math.max(longest, 20)}}`, "g"))?.map((part) => part.trim()) ?? [];
}

/** The attributes that a picture needs to look the same without the page's style sheet. */
const looks = [
  "fill", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "fill-opacity",
  "font-family", "font-size", "font-weight", "text-anchor", "paint-order",
];

/** The picture as displayed, with legend and citation, as a standalone SVG document. */
export function pictureOf(root: SVGSVGElement, citation: Citation): { markup: string; width: number; height: number } {
  const width = root.clientWidth;
  const drawn = svg("svg", { class: root.getAttribute("class") ?? "" }, ...[...root.children].map((child) => child.cloneNode(true)));
  const legend = drawLegend(width, root.clientHeight + 12, citation.legend);
  const foot = root.clientHeight + legend.height + 34;
  const lines = wrapped(citation.text, Math.floor((width - 28) / letter));
  const height = foot + lines.length * line;
  drawn.append(legend.group, svg("text", { class: "caption" }, ...lines.map((text, i) => svg("tspan", { x: 14, y: foot + i * line }, text))));
  drawn.prepend(svg("rect", { class: "paper", width, height }));
  drawn.setAttribute("id", "saved");
  root.after(drawn); // an element outside the page has no computed style
  try {
    bake(drawn);
  } finally {
    drawn.remove();
  }
  drawn.prepend(svg("title", {}, "Alliance network"), svg("desc", {}, citation.text));
  for (const [name, value] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` })) {
    drawn.setAttribute(name, String(value));
  }
  return { markup: new XMLSerializer().serializeToString(drawn), width, height };
}

/** Writes computed styles as attributes and removes what only a page needs. */
function bake(drawn: SVGSVGElement): void {
  for (const hidden of drawn.querySelectorAll(".hit, .ring")) hidden.remove();
  const family = getComputedStyle(drawn).fontFamily.replaceAll('"', "'");
  const all = [...drawn.querySelectorAll("*")];
  const found = all.map(looksOf); // read all before writing any: each write makes the browser recompute styles
  all.forEach((element, i) => Object.entries(found[i] ?? {}).forEach(([name, value]) => element.setAttribute(name, value)));
  for (const element of drawn.querySelectorAll("*")) {
    for (const { name } of [...element.attributes]) {
      if (/^(class|role|tabindex|data-|aria-hidden|aria-current)/.test(name)) element.removeAttribute(name);
    }
  }
  drawn.setAttribute("font-family", family);
  drawn.removeAttribute("id");
  drawn.removeAttribute("class");
}

/** The computed styles of an element that it does not inherit from its parent. */
function looksOf(element: Element): Record<string, string> {
  const style = getComputedStyle(element);
  const above = element.parentElement && getComputedStyle(element.parentElement);
  const own = looks.map((name) => [name, style.getPropertyValue(name), above?.getPropertyValue(name)] as const);
  return Object.fromEntries(own
    .filter(([name, value, inherited]) => (name === "opacity" ? value !== "1" : value !== inherited))
    .map(([name, value]) => [name, value.replaceAll('"', "'")]));
}

export function saveSVG(root: SVGSVGElement, citation: Citation): void {
  download(new Blob([pictureOf(root, citation).markup], { type: "image/svg+xml" }), "svg");
}

/** Saves the picture at twice its size on the screen. */
export async function savePNG(root: SVGSVGElement, citation: Citation): Promise<void> {
  const { markup, width, height } = pictureOf(root, citation);
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(markup)}`; // the policy allows data: but not blob:
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * 2, height * 2];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("This browser cannot make a PNG of that size. Save as SVG instead.");
  download(blob, "png");
}

/** Saves a file that the server makes; its answer says that it is to be saved. */
export function saveFile(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.click();
}

function download(blob: Blob, extension: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = `entente.${extension}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

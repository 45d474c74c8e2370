// The shapes and marks of the picture.
import type { ActorType, Certainty, Sign, Status } from "./answers";

/** The outline of an actor of a type, centred on 0,0. Shapes of all types appear equally large. */
export function outline(type: ActorType, r: number): string {
  switch (type) {
    case "GOVERNMENT":
      return polygon(4, r * 1.2, Math.PI / 4);
    case "ARMED_GROUP":
      return polygon(3, r * 1.35, -Math.PI / 2);
    case "ORGANIZATION":
      return polygon(4, r * 1.25, 0);
    case "COALITION":
      return polygon(6, r * 1.1, 0);
    case "PERSON":
      return person(r);
    case "UNKNOWN":
      return polygon(5, r * 1.15, -Math.PI / 2);
    default:
      return `M${-r},0A${r},${r} 0 1 1 ${r},0A${r},${r} 0 1 1 ${-r},0Z`;
  }
}

function polygon(corners: number, r: number, turn: number): string {
  const points = Array.from({ length: corners }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / corners;
    return `${(r * Math.cos(angle)).toFixed(1)},${(r * Math.sin(angle)).toFixed(1)}`;
  });
  return `M${points.join("L")}Z`;
}

/** A head and shoulders. */
function person(r: number): string {
  const head = r * 0.5;
  const [top, bottom, half] = [-r * 0.62, r, r * 0.95];
  return `M${-head},${top}A${head},${head} 0 1 1 ${head},${top}A${head},${head} 0 1 1 ${-head},${top}Z` +
    `M${-half},${bottom}C${-half},${-r * 0.15} ${half},${-r * 0.15} ${half},${bottom}Z`;
}

/** The mark on ties of each status, "" for the usual one. */
export const marks: Record<Status, string> = { ASSERTED: "", ALLEGED: "?", DISPUTED: "≠", DENIED: "×" };

/** The CSS class of ties of each sign. */
export const signClasses: Record<Sign, string> = { POSITIVE: "friendly", NEUTRAL: "neutral", NEGATIVE: "hostile" };

/** The CSS classes of a tie. */
export function classOf({ sign, status, certainty }: { sign: Sign; status: Status; certainty: Certainty }): string {
  return ["tie", signClasses[sign], status.toLowerCase(), certainty.toLowerCase()].join(" ");
}

// Places names beside actors: the most important first, none over another name or over an important actor.

export interface Labelled {
  id: string;
  /** Centre and radius of the actor on the screen. */
  x: number;
  y: number;
  r: number;
  width: number;
  /** The number of lines of the name. */
  lines: number;
  /** Names of higher rank are placed first. */
  rank: number;
}

/** The place of a name: the baseline of its first line. */
export interface Placed { id: string; x: number; y: number; anchor: "start" | "middle" | "end" }

export interface Box { left: number; top: number; right: number; bottom: number }

/** The height of a line, and the space around a name. */
export const line = 14;
const free = 2;
/** Boxes are indexed by squares of this size. */
const square = 64;
/**
 * The names of a third of the actors may touch other actors. At most this many, and at most one for every twenty
 * actors, may cover less important actors if there is no other place.
 */
const most = 12;
/** The space between a name and another actor, which a reader might take it for the name of. */
const clearance = 7;

/** Places as many names as fit in a picture, avoiding what is elsewhere. */
export function placeLabels(labelled: Labelled[], width: number, height: number, elsewhere: Box[] = []): Placed[] {
  const taken = new Grid();
  elsewhere.forEach((box) => taken.add(box));
  const [discs, cores] = [new Grid(), new Grid()];
  const within = labelled.filter(({ x, y }) => x > -40 && y > -20 && x < width + 40 && y < height + 20);
  for (const label of within) {
    discs.add(discOf(label));
    cores.add(discOf(label, label.r * 0.7));
  }
  const important = Math.min(most, within.length / 20);
  const placed: Placed[] = [];
  for (const label of within.sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1))) {
    if (taken.meets(discOf(label, label.r / 2))) continue; // the actor is covered: its name would be taken for another's
    const places = candidates(label, width).filter(({ box }) => box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height);
    const fits = places.filter(({ box }) => !taken.meets(box));
    const best = fits.find(({ box }) => !discs.meets(box, label.id)) ??
      (placed.length < within.length / 3 ? fits.find(({ box }) => !cores.meets(box, label.id)) : undefined) ??
      (placed.length < important ? fits[0] : undefined);
    if (!best) continue;
    taken.add(best.box);
    placed.push(best.place);
  }
  return placed;
}

/** The square around an actor. */
function discOf({ id, x, y, r }: Labelled, reach = r + clearance): Box & { id: string } {
  return { id, left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
}

/**
 * The candidate places of a name: below, right, left, above, then the diagonals. Below and above, it is shifted sideways
 * at the border of the picture.
 */
function candidates({ id, x, y, r, width, lines }: Labelled, frame: number): { place: Placed; box: Box }[] {
  const at = (px: number, py: number, anchor: Placed["anchor"]) => {
    const left = anchor === "start" ? px : anchor === "end" ? px - width : px - width / 2;
    const box = { left: left - free, right: left + width + free, top: py - line + 3, bottom: py + 4 + (lines - 1) * line };
    return { place: { id, x: px, y: py, anchor }, box };
  };
  const half = width / 2 + free;
  const middle = Math.max(half, Math.min(x, frame - half));
  const more = (lines - 1) * line;
  const slant = r * 0.7;
  return [
    at(middle, y + r + 13, "middle"), at(x + r + 5, y + 4 - more / 2, "start"), at(x - r - 5, y + 4 - more / 2, "end"),
    at(middle, y - r - 6 - more, "middle"),
    at(x + slant + 3, y + slant + 12, "start"), at(x - slant - 3, y + slant + 12, "end"),
    at(x + slant + 3, y - slant - 4 - more, "start"), at(x - slant - 3, y - slant - 4 - more, "end"),
  ];
}

/** A spatial index of boxes. */
class Grid {
  private squares = new Map<number, (Box & { id?: string })[]>();

  add(box: Box & { id?: string }): void {
    for (const key of keys(box)) {
      const there = this.squares.get(key);
      if (there) there.push(box);
      else this.squares.set(key, [box]);
    }
  }

  /** Reports whether a box overlaps one that was added, other than the one with the excepted id. */
  meets(box: Box, except?: string): boolean {
    return keys(box).some((key) => this.squares.get(key)?.some((other) =>
      (except === undefined || other.id !== except) && box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom));
  }
}

function keys({ left, top, right, bottom }: Box): number[] {
  const found: number[] = [];
  for (let x = Math.floor(left / square); x <= Math.floor(right / square); x++) {
    for (let y = Math.floor(top / square); y <= Math.floor(bottom / square); y++) found.push(x * 10_007 + y);
  }
  return found;
}

/** Names longer than this are truncated. */
const longest = 44;
/** Names longer than this are broken into two lines. */
const longestLine = 16;

/** The lines of a name. */
export function linesOf(name: string): string[] {
  const whole = name.length > longest ? `${name.slice(0, longest - 1).trimEnd()}…` : name;
  if (whole.length <= longestLine) return [whole];
  const spaces = [...whole.matchAll(/ /g)].map(({ index }) => index);
  const aside = (at: number) => Math.abs(at - whole.length / 2);
  const at = spaces.sort((a, b) => aside(a) - aside(b))[0];
  return at === undefined ? [whole] : [whole.slice(0, at), whole.slice(at + 1)];
}

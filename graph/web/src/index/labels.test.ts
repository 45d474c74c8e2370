import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";

import { line, linesOf, placeLabels, type Box, type Labelled, type Placed } from "./labels";
import { random } from "./sample";

const [width, height] = [900, 600];

/** A number of named actors at random places. */
function crowded(n: number, seed: number): Labelled[] {
  const next = random(seed);
  return Array.from({ length: n }, (_, i) => ({
    id: `a${i}`, x: next() * width, y: next() * height, r: 5 + next() * 15, width: 20 + next() * 90, lines: 1 + Math.floor(next() * 2), rank: Math.floor(next() * 50),
  }));
}

/** The box of a name, without the space around it. */
function boxOf({ x, y, anchor }: Placed, { width, lines }: Labelled): Box {
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { left, right: left + width, top: y - line + 3, bottom: y + 4 + (lines - 1) * line };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

test("no name overlaps another, what is elsewhere, or the border", () => {
  const corner = { left: 0, top: 0, right: 330, bottom: 30 };
  for (let seed = 1; seed <= 40; seed++) {
    const labelled = crowded(10 + seed * 12, seed);
    const byId = new Map(labelled.map((label) => [label.id, label]));
    const boxes = placeLabels(labelled, width, height, [corner]).map((placed) => boxOf(placed, byId.get(placed.id)!));
    ok(boxes.length > 5, `seed ${seed}: ${boxes.length} names`);
    for (const [i, box] of boxes.entries()) {
      ok(box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height, `seed ${seed}: beyond the border`);
      ok(![corner, ...boxes.slice(0, i)].some((other) => overlap(box, other)), `seed ${seed}: overlap`);
    }
  }
});

test("the order of actors does not matter", () => {
  const labelled = crowded(120, 7);
  deepEqual(placeLabels(labelled.slice().reverse(), width, height), placeLabels(labelled.slice(), width, height));
});

test("the most important actor has its name if there is space", () => {
  const near = { y: 300, r: 10, width: 80, lines: 1 };
  const [first] = placeLabels([{ id: "small", x: 300, rank: 1, ...near }, { id: "great", x: 305, rank: 9, ...near }], width, height);
  equal(first?.id, "great");
  const [alone] = placeLabels([{ id: "a", x: 300, rank: 1, ...near }], width, height);
  deepEqual(alone, { id: "a", x: 300, y: 323, anchor: "middle" });
});

test("an actor out of sight has no name", () => {
  deepEqual(placeLabels([{ id: "a", x: -100, y: 50, r: 10, width: 50, lines: 1, rank: 1 }], width, height), []);
});

test("long names have two lines, very long ones are truncated", () => {
  deepEqual(linesOf("Russia"), ["Russia"]);
  deepEqual(linesOf("Libyan National Army"), ["Libyan", "National Army"]);
  deepEqual(linesOf("Donaudampfschifffahrtsgesellschaft"), ["Donaudampfschifffahrtsgesellschaft"]);
  const cut = linesOf("The United Kingdom of Great Britain and Ireland, with all its dominions");
  equal(cut.length, 2);
  ok(cut.join(" ").length <= 44 && cut[1]?.endsWith("…"));
});

// Moves actors from where they were to where they are.
import type { Actor, Point } from "./scene";

/** How long it takes, in milliseconds. */
const duration = 400;

/** Glides actors from former places to their present ones; at once for those who want no motion, or have not seen any. */
export async function glide(before: Map<Actor, Point>, draw: () => void, signal: AbortSignal): Promise<void> {
  const moving = [...before].filter(([actor, { x, y }]) => !Number.isNaN(x) && Math.hypot(actor.x - x, actor.y - y) > 1);
  const ends = moving.map(([actor, from]) => ({ actor, from, to: { x: actor.x, y: actor.y } }));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const start = performance.now();
  for (let t = still || ends.length === 0 ? 1 : 0; t < 1 && !signal.aborted;) {
    const now = await new Promise<number>(requestAnimationFrame);
    t = Math.min(Math.max((now - start) / duration, 0), 1);
    const eased = t * t * (3 - 2 * t);
    for (const { actor, from, to } of ends) {
      actor.x = from.x + (to.x - from.x) * eased;
      actor.y = from.y + (to.y - from.y) * eased;
    }
    draw();
  }
  for (const { actor, to } of ends) Object.assign(actor, to);
  draw();
}

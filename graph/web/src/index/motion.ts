// Animates actors from their former places to their present ones.
import type { Actor, Point } from "./scene";

/** How long the animation takes, in milliseconds. */
const duration = 400;

/**
 * Moves actors smoothly from former places to their present ones; at once if the reader prefers reduced motion, or has
 * not seen the former ones.
 */
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

// Keyboard navigation: arrows move from actor to actor, comma and full stop through the ties of an actor.
import type { Actor, Line, Scene } from "./scene";

const directions: Record<string, [x: number, y: number]> = {
  ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1],
};

/**
 * The id of what a key leads to; undefined if it leads nowhere. The focus is on an actor, or on a line that was reached
 * from that actor.
 */
export function walk(scene: Scene, actorId: string, tieId: string, key: string): string | undefined {
  const line = scene.lines.find(({ id }) => id === tieId);
  const own = scene.actors.find(({ id }) => id === actorId);
  const actor = !line || own === line.source || own === line.target ? own : line.source;
  if (!actor) return scene.actors[0]?.id;
  if (key === "Home") return scene.actors[0]?.id;
  if (key === "End") return scene.actors.at(-1)?.id;
  if (key === "." || key === ",") return nextLine(scene, actor, line, key === "." ? 1 : -1);
  const direction = directions[key];
  if (!direction) return undefined;
  return line ? endOf(line, direction).id : nearest(scene.actors, actor, direction)?.id;
}

/** The next or the previous line of an actor. */
function nextLine({ lines }: Scene, actor: Actor, from: Line | undefined, step: number): string | undefined {
  const own = lines.filter(({ source, target }) => source === actor || target === actor);
  const at = from ? own.indexOf(from) : step > 0 ? -1 : own.length;
  return own[(at + step + own.length) % own.length]?.id;
}

/** The end of a line that is further in a direction. */
function endOf({ source, target }: Line, [x, y]: [number, number]): Actor {
  return (target.x - source.x) * x + (target.y - source.y) * y >= 0 ? target : source;
}

/** The nearest actor in a direction; sideways distance counts twice. */
function nearest(actors: Actor[], from: Actor, [x, y]: [number, number]): Actor | undefined {
  let best: Actor | undefined;
  let least = Infinity;
  for (const actor of actors) {
    const along = (actor.x - from.x) * x + (actor.y - from.y) * y;
    const aside = Math.abs((actor.x - from.x) * y) + Math.abs((actor.y - from.y) * x);
    if (actor === from || along <= 0 || along + 2 * aside >= least) continue;
    best = actor;
    least = along + 2 * aside;
  }
  return best;
}

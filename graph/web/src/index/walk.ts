// Walks through the picture by keys: from actor to actor by arrows, through the ties of an actor by comma and full stop.
import type { Actor, Scene, Tie } from "./scene";

const directions: Record<string, [x: number, y: number]> = {
  ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1],
};

/**
 * The id of what a key leads to; undefined where it leads nowhere. The reader stands on an actor, or on a tie and came
 * there from the actor.
 */
export function walk(scene: Scene, actorId: string, tieId: string, key: string): string | undefined {
  const tie = scene.ties.find(({ id }) => id === tieId);
  const own = scene.actors.find(({ id }) => id === actorId);
  const actor = !tie || own === tie.source || own === tie.target ? own : tie.source;
  if (!actor) return scene.actors[0]?.id;
  if (key === "Home") return scene.actors[0]?.id;
  if (key === "End") return scene.actors.at(-1)?.id;
  if (key === "." || key === ",") return nextTie(scene, actor, tie, key === "." ? 1 : -1);
  const direction = directions[key];
  if (!direction) return undefined;
  return tie ? endOf(tie, direction).id : nearest(scene.actors, actor, direction)?.id;
}

/** The next or the last tie of an actor. */
function nextTie({ ties }: Scene, actor: Actor, from: Tie | undefined, step: number): string | undefined {
  const own = ties.filter(({ source, target }) => source === actor || target === actor);
  const at = from ? own.indexOf(from) : step > 0 ? -1 : own.length;
  return own[(at + step + own.length) % own.length]?.id;
}

/** The end of a tie that lies in a direction. */
function endOf({ source, target }: Tie, [x, y]: [number, number]): Actor {
  return (target.x - source.x) * x + (target.y - source.y) * y >= 0 ? target : source;
}

/** The actor that lies nearest in a direction: what lies aside counts as twice as far. */
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

// How two actors stand to each other, in words.
import type { Alignment, Reason, Reasons } from "./answers";
import { firstDay, lastDay, span, spelled } from "./dates";
import { count } from "./words";

/** The dates that a comparison is asked for, "" if not set, and whether ties may be presumed. */
export interface Asked { asOf: string; knownBy: string; presumed: boolean }

/** The dates asked for, in words. */
export function askedWords({ asOf, knownBy, presumed }: Asked): string {
  const when = asOf ? `As of ${spelled(asOf)}` : "Over all time, by the last day that has a tie";
  return [when, knownBy && `as known on ${spelled(knownBy)}`, presumed && "with presumed ties"].filter(Boolean).join(", ");
}

/** The counts that a score is made of. */
type Counts = Pick<Alignment, "commonFriends" | "commonEnemies" | "friendsOfEnemies" | "opposedProxies">;

/** A kind of reason, apart from the direct tie: what it counts, and how it is told. */
export interface Group {
  rule: Reason["rule"];
  /** Whether it speaks for the same side. */
  pro: boolean;
  /** What is counted: one, and many. */
  nouns: [one: string, many: string];
  meaning: string;
  /** The number of all reasons of this kind. */
  total(counts: Counts): number;
  /** The first page of them. */
  first(alignment: Alignment): Reasons;
}

/** The kinds of reasons, in the order in which they are told. */
export const groups: Group[] = [
  {
    rule: "COMMON_FRIEND", pro: true, nouns: ["common friend", "common friends"],
    meaning: "friends of both", total: (a) => a.commonFriends, first: (a) => a.byFriend,
  },
  {
    rule: "COMMON_ENEMY", pro: true, nouns: ["common enemy", "common enemies"],
    meaning: "enemies of both", total: (a) => a.commonEnemies, first: (a) => a.byEnemy,
  },
  {
    rule: "FRIEND_OF_ENEMY", pro: false, nouns: ["friend of an enemy", "friends of enemies"],
    meaning: "friends of the one, enemies of the other", total: (a) => a.friendsOfEnemies, first: (a) => a.byFriendOfEnemy,
  },
  {
    rule: "OPPOSED_PROXIES", pro: false, nouns: ["pair of opposed proxies", "pairs of opposed proxies"],
    meaning: "a friend of the one and a friend of the other that are enemies", total: (a) => a.opposedProxies, first: (a) => a.byProxies,
  },
];

/** The number of reasons for, or against, without the direct tie. */
function sum(alignment: Counts, pro: boolean): number {
  return groups.filter((group) => group.pro === pro).reduce((n, { total }) => n + total(alignment), 0);
}

/** Reports whether there is any reason apart from the direct tie. */
export function sharesAny(counts: Counts): boolean {
  return shared(counts).length > 0;
}

/** What two actors share, counted: "2 common friends". */
export function shared(counts: Counts): string[] {
  return groups.map(({ total, nouns }) => ({ n: total(counts), nouns })).filter(({ n }) => n > 0).map(({ n, nouns }) => count(n, ...nouns));
}

/** The verdict on two actors: "are enemies". */
export function verdictOf(alignment: Alignment): string {
  const { sign, direct, ambivalent } = alignment;
  if (ambivalent) return "are allies and enemies at once";
  if (direct !== 0) return direct > 0 ? "are allies" : "are enemies";
  if (sign !== "NEUTRAL") return sign === "POSITIVE" ? "are on the same side" : "are on opposite sides";
  return sharesAny(alignment) ? "are on neither the same side nor opposite ones" : "have nothing between them, as far as is known";
}

/** What an ambivalent pair is, and how it counts: the page asks as the server does by default, that enmity outweighs. */
export function ambivalenceOf(asOf: string): string {
  const isDay = asOf !== "" && firstDay(asOf) === lastDay(asOf);
  const when = isDay ? `On ${spelled(asOf)}` : `On the last day ${asOf ? `of ${spelled(asOf)} ` : ""}on which they have a tie`;
  return `${when}, they are friends by some relations and enemies by others. They count as enemies.`;
}

/** A score with its sign: "−0.79". */
export function scored(score: number): string {
  return `${score > 0 ? "+" : ""}${score.toFixed(2)}`.replace("-", "−");
}

/** How the score comes about, with the numbers of this pair. */
export function formulaOf(alignment: Alignment): string {
  const [p, n, d] = [sum(alignment, true), sum(alignment, false), alignment.direct];
  const t = p + n + 1;
  const difference = `${p} − ${n}`;
  return d === 0 ? `(${difference}) / (2 × ${t})` : `(${d < 0 ? "−" : ""}3 × ${t} + ${difference}) / (4 × ${t})`;
}

/** How many spans of days are listed. */
const most = 3;

/** The days on which a reason is known to hold, in words; "" if these are all of the days asked for. */
export function daysOf(days: Reason["days"], { asOf, presumed }: Pick<Asked, "asOf" | "presumed">): string {
  const [only, another] = days;
  const isAll = !another && !!asOf && !!only?.from && !!only.to && firstDay(only.from) === firstDay(asOf) && lastDay(only.to) === lastDay(asOf);
  if (isAll) return "";
  const listed = days.slice(0, most).map(({ from, to }) => span(from, to));
  const more = days.length > most && `and ${count(days.length - most, "more span")}`;
  return `${presumed ? "Known or presumed" : "Known"}: ${[...listed, more].filter(Boolean).join(", ")}`;
}

/** The actors between the two, one or a pair of proxies. */
export function thirdOf({ actors }: Pick<Reason, "actors">): Reason["actors"] {
  return actors.slice(1, -1);
}

/** The number of different facts that a reason rests on. */
export function factsIn({ ties }: { ties: { relations: { id: string }[]; despite: { id: string }[] }[] }): number {
  return new Set(ties.flatMap(({ relations, despite }) => [...relations, ...despite]).map(({ id }) => id)).size;
}

/** The ids of the actors and the facts that some reasons are about, to be highlighted in the picture: what ties hold despite, too. */
export function groundsOf(reasons: Reason[]): string[] {
  const facts = ({ relations, despite }: Reason["ties"][number]) => [...relations, ...despite];
  return [...new Set(reasons.flatMap(({ actors, ties }) => [...actors, ...ties.flatMap(facts)]).map(({ id }) => id))];
}

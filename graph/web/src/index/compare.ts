// The comparison of two actors: how they stand to each other, and why. The direct tie comes first, then what speaks for
// the same side and what against, by third actors.
import type { Alignment, Ground, Reason, Reasons } from "./answers";
import { ambivalenceMark, badge, facts } from "./article";
import { el, type Child } from "./dom";
import { link } from "./link";
import { paged, type Next } from "./paged";
import { ambivalenceOf, askedWords, daysOf, factsIn, formulaOf, groups, scored, sharesAny, thirdOf, verdictOf, type Asked, type Group } from "./standing";
import { capital, count, signs } from "./words";

/** Loads the reasons by a rule after a cursor. */
export type More = (rule: Reason["rule"], after: string) => Promise<Reasons>;

/** How many facts are listed at once; more are folded. */
const few = 2;

/** Describes how two actors stand to each other, with the reasons. */
export function comparison(alignment: Alignment, asked: Asked, more: More): HTMLElement {
  const { actor, with: other, sign, direct, ambivalent } = alignment;
  const parts = (): Child[] => [
    numbers(alignment), ...directTie(alignment, asked),
    ...side("For the same side", true, alignment, asked, more), ...side("For opposite sides", false, alignment, asked, more),
  ];
  return el("article", {},
    el("header", {},
      el("p", { class: "kind" }, askedWords(asked)),
      el("h2", { tabindex: -1, class: sign.toLowerCase() }, `${actor.name} and ${other.name} ${verdictOf(alignment)}`),
      ambivalent && el("p", { class: "ambivalence" }, ambivalenceMark("ambivalent"), " ", ambivalenceOf(asked.asOf))),
    ...(direct !== 0 || sharesAny(alignment) ? parts() : [el("p", {}, "No tie and no common friend or enemy shows how they stand. Fewer filters, or all time, may show more.")]));
}

/** The score, and the counts that it is made of. */
function numbers(alignment: Alignment): HTMLElement {
  const { direct, ambivalent } = alignment;
  const counted = (pro: boolean) => groups.filter((group) => group.pro === pro).flatMap((group, i): Child[] =>
    [i > 0 && ", ", el("span", { title: capital(group.meaning) }, count(group.total(alignment), ...group.nouns))]);
  return el("div", { class: "numbers" },
    facts(
      ["Score", el("b", {}, scored(alignment.score))],
      ["Direct tie", ambivalent ? "friendly and hostile at once, which counts as hostile" : direct === 0 ? "none" : direct > 0 ? signs.POSITIVE : signs.NEGATIVE],
      ["For", counted(true)],
      ["Against", counted(false)]),
    el("details", {}, el("summary", {}, "What the numbers mean"),
      el("ul", { class: "plain" }, ...groups.map(({ nouns: [, many], meaning }) => el("li", {}, `${capital(many)}: ${meaning}.`))),
      el("p", {}, "Each third actor, or pair of proxies, counts once, however many facts and sources there are, and only if all of its ties share a day. The score is between −1 and 1: allies are above 0.5, enemies below −0.5, and those without a direct tie between these."),
      el("p", {}, "With P for, N against, T = P + N + 1 and d = 1 for allies, −1 for enemies, it is (3dT + P − N) / 4T; without a direct tie, (P − N) / 2T."),
      el("p", {}, `Here: ${formulaOf(alignment)} = ${scored(alignment.score)}.`)));
}

/** The direct tie with its facts, unfolded, and what holds despite it. */
function directTie({ byTie: { nodes: [reason] } }: Alignment, asked: Asked): Child[] {
  const head = el("h3", {}, "Between the two");
  if (!reason) return [head, el("p", { class: "help" }, `No friendly or hostile tie is ${asked.presumed ? "known or presumed" : "known"}${asked.asOf ? " on the days asked for" : ""}.`)];
  const { relations, despite } = reason.ties[0]!;
  return [head, el("div", { class: `direct ${reason.sign.toLowerCase()}` },
    el("p", {}, capital(reason.explanation)), daysLine(reason, asked),
    grounds(relations),
    despite.length > 0 && el("p", { class: "help" }, "What speaks against it on these days:"),
    despite.length > 0 && grounds(despite))];
}

/** What speaks for the same side, or against it, by kind. */
function side(title: string, pro: boolean, alignment: Alignment, asked: Asked, more: More): Child[] {
  const some = groups.filter((group) => group.pro === pro && group.total(alignment) > 0);
  return [
    el("h3", {}, title),
    some.length === 0 && el("p", { class: "help" }, pro ? "They share no friend and no enemy." : "Neither has a friend that is an enemy of the other or of the other’s friends."),
    ...some.flatMap((group) => listed(group, alignment, asked, more)),
  ];
}

/** The reasons of a kind, page by page. */
function listed(group: Group, alignment: Alignment, asked: Asked, more: More): Child[] {
  const totalCount = group.total(alignment);
  const next: Next<Reason> = async (after) => ({ ...(await more(group.rule, after)), totalCount });
  return [
    el("h4", { title: capital(group.meaning) }, `${capital(group.nouns[1])} (${totalCount.toLocaleString("en")})`),
    ...paged({ ...group.first(alignment), totalCount }, (reason) => row(reason, asked), next),
  ];
}

/** A reason: the third actor or the proxies, the explanation, the days and the facts. */
function row(reason: Reason, asked: Asked): HTMLLIElement {
  const third = thirdOf(reason).flatMap(({ id, name }, i): Child[] => [i > 0 && " against ", link("actor", id, name)]);
  const n = factsIn(reason);
  return el("li", { class: `reason ${reason.sign.toLowerCase()}` },
    el("p", {}, ...third, " ", reason.ties.some(({ ambivalent }) => ambivalent) && ambivalenceMark("ambivalent tie")),
    el("p", {}, capital(reason.explanation)), daysLine(reason, asked),
    el("details", { open: n <= few }, el("summary", {}, count(n, "fact")), ...reason.ties.flatMap(tieFacts)));
}

/** The days of a reason, unless they are all of those asked for. */
function daysLine({ days }: Reason, asked: Asked): Child {
  const words = daysOf(days, asked);
  return words && el("small", {}, words);
}

/** The facts that a tie rests on. */
function tieFacts({ sign, ambivalent, from, to, relations, despite }: Reason["ties"][number]): Child[] {
  return [
    el("p", { class: "help" }, `${from.name} and ${to.name}: ${signs[sign]} `, ambivalent && ambivalenceMark(sign === "POSITIVE" ? "also hostile" : "also friendly")),
    grounds(relations),
    despite.length > 0 && el("p", { class: "help" }, "despite:"),
    despite.length > 0 && grounds(despite),
  ];
}

/** Facts as links. */
function grounds(relations: Ground[]): HTMLElement {
  return el("ul", { class: "plain" }, ...relations.map(({ id, summary, status }) =>
    el("li", {}, link("tie", id, summary), " ", status !== "ASSERTED" && badge(status))));
}

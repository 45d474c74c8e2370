// The comparison of two actors: how they stand to each other, and why.
import type { Alignment, Sign } from "./answers";
import { badge } from "./article";
import { el, type Child } from "./dom";
import { link } from "./link";
import { capital, count, rules } from "./words";

const verdicts: Record<Sign, string> = {
  POSITIVE: "stand on the same side", NEGATIVE: "stand against each other", NEUTRAL: "stand neither for nor against each other",
};

/** Describes how two actors stand to each other, with the reasons. */
export function verdict(alignment: Alignment): HTMLElement {
  const { actor, with: other, sign, reasons } = alignment;
  return el("article", {},
    el("h2", { tabindex: -1, class: sign.toLowerCase() }, `${actor.name} and ${other.name} ${verdicts[sign]}`),
    reasons.length === 0
      ? el("p", {}, "No tie and no common friend or enemy shows how they stand. Fewer filters, or all time, may show more.")
      : el("p", {}, tally(alignment),
        el("small", { class: "help" }, " (each reason counts as 1 divided by the number of its ties)")),
    el("ol", { class: "reasons" }, ...reasons.map((reason) => el("li", { class: reason.sign.toLowerCase() },
      el("p", {}, el("span", { class: "stance" }, `${rules[reason.rule]}: ${reason.sign === "POSITIVE" ? "for" : "against"}`)),
      el("p", {}, capital(reason.explanation)),
      el("ul", { class: "plain" }, ...reason.relations.map((relation): Child => el("li", {},
        link("tie", relation.id, relation.summary), " ", relation.status !== "ASSERTED" && badge(relation.status))))))));
}

/** The number of reasons for and against, and the score. */
export function tally({ score, for: pro, against: con, reasons }: Pick<Alignment, "score" | "for" | "against" | "reasons">): string {
  const listed = pro + con > reasons.length ? `the ${reasons.length} that weigh most are listed; ` : "";
  return `${count(pro, "reason")} for, ${con.toLocaleString("en")} against; ${listed}score ${score.toFixed(2).replace("-", "−")}`;
}

/** The ids of all actors and ties that a comparison rests on, to be highlighted in the picture. */
export function groundsOf({ actor, with: other, reasons }: Alignment): string[] {
  return [actor.id, other.id, ...reasons.flatMap(({ relations }) => relations.map(({ id }) => id))];
}

// The panel's page about one tie.
import type { Period, TieDetails } from "./answers";
import { badge, facts, heading } from "./article";
import { firstDay, lastDay, span, spelled } from "./dates";
import { el, type Child } from "./dom";
import { evidenceList, whatSourcesSay } from "./evidence";
import { aboutOf, lifeline, whenOf } from "./lifeline";
import { link } from "./link";
import type { Line } from "./scene";
import { reportWords } from "./together";
import { kindMarks, setting, type Moment } from "./ties";
import { count, kindsOf, relationTypes, signs, statusMeanings } from "./words";

/** The page about a tie, with the line that it is drawn as, if it is in the picture. */
export function tiePage(tie: TieDetails, line: Line | undefined, at: Moment): HTMLElement {
  const { subject, object, against, coalition, evidence } = tie;
  const denials = evidence.filter(({ stance }) => stance === "DENIES");
  return el("article", {},
    heading(`Tie, ${signs[tie.sign]}`, tie.summary),
    facts(
      ["Tie", [link("actor", subject.id, subject.name), ` ${relationTypes[tie.type]} `, link("actor", object.id, object.name)]],
      ["Role", tie.role],
      ["Kinds", kindMarks(tie.kindStatuses, denials, tie.status)],
      ["Status", [badge(tie.status), ` ${statusMeanings[tie.status]}`]],
      [`As of ${spelled(at.asOf)}`, at.asOf && then(tie, line, at.asOf)],
      ["Against", against && link("actor", against.id, against.name)],
      ["Conflict", tie.conflict?.name],
      ["As part of", coalition && link("actor", coalition.id, coalition.name)],
      ["Reported", span(tie.firstReported, tie.lastReported)],
      ["Independent sources", String(tie.independentSources)]),
    el("h3", {}, "When"),
    ...whenItHeld(tie, at),
    el("h3", {}, whatSourcesSay(at.knownBy)),
    evidenceList(evidence),
    ...alike(tie, line));
}

/** What is known of a tie on the date that the view asks for. */
function then(tie: TieDetails, line: Line | undefined, asOf: string): Child[] {
  const edge = line?.ties.find(({ id }) => id === tie.id)?.edge;
  if (edge) {
    const { certainty, relation: { lastReported } } = edge;
    const words = [kindsOf(edge.kinds), certainty === "PRESUMED" && "presumed", reportWords({ certainty, lastReported }, asOf)];
    return [badge(edge.status), ` ${words.filter(Boolean).join(", ")}`];
  }
  const periods = heldOn(tie.periods, asOf);
  return [periods.map((period) => aboutOf(period) || "known to hold").join("; ") || "not known to hold"];
}

/** The periods that have a day of a date. */
export function heldOn<T extends Pick<Period, "from" | "to">>(periods: T[], date: string): T[] {
  return periods.filter(({ from, to }) => (!from || firstDay(from) <= lastDay(date)) && (!to || lastDay(to) >= firstDay(date)));
}

/** The life-line of a tie, and its periods with their sources. */
function whenItHeld({ periods, sign }: TieDetails, { asOf, span: whole }: Moment): Child[] {
  if (periods.length === 0) return [el("p", { class: "help" }, "It is not known to hold on any day.")];
  const line = lifeline(periods, sign, whole, asOf);
  return [
    line, line && whole && el("p", { class: "ends", "aria-hidden": "true" }, el("span", {}, spelled(whole.from)), el("span", {}, spelled(whole.to))),
    el("ul", { class: "rows" }, ...periods.map((period, i) => el("li", {}, whenOf(periods, i),
      el("small", {}, [aboutOf(period), count(period.sources.length, "source")].filter(Boolean).join(" · "))))),
  ];
}

/** The other ties that are drawn as the same line. */
function alike({ id: own }: TieDetails, line: Line | undefined): Child[] {
  const others = line?.ties.filter(({ id }) => id !== own) ?? [];
  if (others.length === 0) return [];
  return [
    el("h3", {}, `${count(others.length, "more tie")} drawn as this line`),
    el("ul", { class: "rows" }, ...others.map(({ edge: { id, kinds, relation } }) =>
      el("li", {}, link("tie", id, setting(relation) || relation.summary), el("small", {}, kindsOf(kinds))))),
  ];
}

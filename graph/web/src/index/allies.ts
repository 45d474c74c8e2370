// The allies and adversaries of one actor: those with a direct tie first, ambivalent ones marked.
import type { Allies, Standing } from "./answers";
import { ambivalenceMark } from "./article";
import { el, type Child } from "./dom";
import { comparing } from "./link";
import { askedWords, scored, shared, type Asked } from "./standing";

/** How many of a list the page asks for. */
const most = 100;

/** Lists who is on the side of an actor and who is against it, with a control for those without a direct tie. */
export function alliesPage({ id, name, allies, adversaries }: Allies, asked: Asked, indirect: boolean, change: (indirect: boolean) => void): HTMLElement {
  const control = el("input", { type: "checkbox", checked: indirect, onchange: () => change(control.checked) });
  return el("article", {},
    el("header", {}, el("p", { class: "kind" }, askedWords(asked)), el("h2", { tabindex: -1 }, `Who stands with ${name}, and who against`)),
    el("p", { class: "help" }, "Choose one to see why."),
    el("label", { class: "check" }, control, "Also those without a direct tie"),
    ...list("Allies", id, allies, indirect), ...list("Adversaries", id, adversaries, indirect));
}

/** A list of standings, best first: those with a direct tie, then the others. */
function list(title: string, id: string, all: Standing[], indirect: boolean): Child[] {
  const [direct, others] = [all.filter((one) => one.direct !== 0), all.filter((one) => one.direct === 0)];
  return [
    el("h3", {}, title),
    all.length === 0 && el("p", { class: "help" }, indirect ? "None is known." : "None with a direct tie is known."),
    ...part("With a direct tie", id, direct), ...part("By what they share", id, others),
    all.length === most && el("p", { class: "help" }, `Only the first ${most} are listed.`),
  ];
}

function part(title: string, id: string, some: Standing[]): Child[] {
  if (some.length === 0) return [];
  return [el("h4", {}, `${title} (${some.length})`), el("ul", { class: "rows" }, ...some.map((one) => row(id, one)))];
}

/** One ally or adversary, with the numbers. */
function row(id: string, one: Standing): HTMLLIElement {
  const { with: other, ambivalent, score } = one;
  return el("li", {}, comparing(id, other.id, other.name), " ", ambivalent && ambivalenceMark("ambivalent"),
    el("small", {}, [`score ${scored(score)}`, ...shared(one)].join(" · ")));
}

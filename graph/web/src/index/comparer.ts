// The panel's page that compares two actors: two fields to choose them by, and how they stand to each other.
import { alliesPage } from "./allies";
import type { AlignmentQueryVariables, AlliesQueryVariables } from "./answers.generated";
import { unknownActor, type Api } from "./api";
import { Combobox, type Suggestion } from "./combobox";
import { comparison, type More } from "./compare";
import { el } from "./dom";
import { groundsOf, groups, type Asked } from "./standing";
import { filterOf, type View } from "./view";

/** What the page needs from what is around it. */
export interface Surroundings {
  api: Api;
  change(change: Partial<View>): void;
  nameOf(id: string): string;
  findActors(text: string, signal: AbortSignal): Promise<Suggestion[]>;
  announce(text: string): void;
  /** Highlights what a comparison rests on. */
  ground(ids: string[]): void;
}

export class Comparer {
  private pickers: Combobox[];
  private result = el("div");
  private root: HTMLElement;
  /** The ids of the actors being compared, "" for one that is not chosen yet. */
  private chosen: string[] = [];

  constructor(private around: Surroundings) {
    this.pickers = [0, 1].map((i) => this.picker(i));
    this.root = el("div", {}, el("h2", {}, "How do these two stand?"), ...this.pickers.map(({ root }) => root), this.result);
  }

  /** Shows the comparison that a view asks for. */
  async show(view: View, signal: AbortSignal): Promise<HTMLElement> {
    this.chosen = view.compare;
    const [between, and] = view.compare;
    this.pickers.forEach((picker, i) => picker.show(view.compare[i] ? this.around.nameOf(view.compare[i]) : ""));
    const asked = { asOf: view.asOf ?? "", knownBy: view.knownBy, presumed: view.presumed };
    const where = filterOf(view);
    const one = between || and;
    if (!one) this.explain("Choose two actors: Entente derives how they stand to each other from their ties, friends and enemies, and shows the ties that support the result.");
    else if (!between || !and) await this.list({ id: one, where, indirect: view.indirect }, asked, signal);
    else if (between === and) this.explain("Both actors are the same. Choose another.");
    else await this.compare({ between, and, where }, asked, signal);
    return this.root;
  }

  private explain(text: string): void {
    this.around.ground([]);
    this.result.replaceChildren(el("p", { class: "help" }, text));
  }

  /** Lists the allies and adversaries of an actor, of whom one may be chosen. */
  private async list(variables: AlliesQueryVariables & { id: string; indirect: boolean }, asked: Asked, signal: AbortSignal): Promise<void> {
    const allies = await this.around.api.allies(variables, signal);
    if (signal.aborted) return;
    if (!allies) throw unknownActor(variables.id);
    this.around.ground([]);
    this.pickers[this.chosen[0] ? 0 : 1]?.show(allies.name);
    this.result.replaceChildren(alliesPage(allies, asked, variables.indirect, (indirect) => this.around.change({ indirect })));
  }

  /** Shows how two actors stand to each other, and highlights the reasons that are listed. */
  private async compare(pair: AlignmentQueryVariables, asked: Asked, signal: AbortSignal): Promise<void> {
    const { api } = this.around;
    const alignment = await api.alignment(pair, signal);
    if (signal.aborted) return;
    const { actor, with: other, byTie } = alignment;
    const listed = [byTie, ...groups.map(({ first }) => first(alignment))].flatMap(({ nodes }) => nodes);
    const ground = () => this.around.ground([actor.id, other.id, ...groundsOf(listed)]);
    const more: More = async (rule, after) => {
      const page = await api.reasons({ ...pair, rules: [rule], after }, signal);
      listed.push(...page.nodes);
      ground();
      return page;
    };
    this.pickers[0]?.show(actor.name);
    this.pickers[1]?.show(other.name);
    this.result.replaceChildren(comparison(alignment, asked, more));
    ground();
  }

  private picker(i: number): Combobox {
    return new Combobox(`compare-${i}`, {
      label: i === 0 ? "One actor" : "The other", placeholder: "name of an actor",
      find: (text, signal) => this.around.findActors(text, signal),
      choose: ({ value }) => {
        const other = this.chosen[1 - i] ?? "";
        this.around.change({ compare: i === 0 ? [value, other] : [other, value], tab: "compare" });
      },
      announce: (text) => this.around.announce(text),
    }, true);
  }
}

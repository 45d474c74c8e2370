// The time slider, and the field for the day by which things were known.
import { problemOf, spelled, stepOf, steps, unitFor, type Span, type Unit } from "./dates";
import { button, el, set } from "./dom";
import { problemsOf, type View } from "./view";

/** Changes the view; `passing` if more changes are about to follow. */
type Change = (change: Partial<View>, passing?: boolean) => void;

/** How long each step is shown while time plays, in milliseconds. */
const stepTime = 900;

export class TimeBar {
  private slider = el("input", {
    id: "slider", type: "range", min: 0, max: 0, step: 1, "aria-label": "As of",
    oninput: () => this.slide(true), onchange: () => this.slide(false),
  });
  private asOf = dateField("asOf", "all time", (asOf, field) => this.typed({ asOf }, asOf, field));
  private knownBy = dateField("knownBy", "today", (knownBy, field) => this.typed({ knownBy }, knownBy, field));
  private play = button("▶", () => this.toggle(), { "aria-label": "Play", "aria-pressed": "false", class: "icon" });
  private off = button("×", () => this.clear(), { "aria-label": "All time", title: "All time", class: "icon" });
  private unit = el("select", { onchange: () => this.setUnit(this.unit.value as Unit) },
    el("option", { value: "year" }, "years"), el("option", { value: "month" }, "months"));
  private ends = [el("span"), el("span")] as const;
  private problem = el("p", { id: "date-problem", class: "problem", role: "alert" });
  private presumed = el("input", {
    id: "presumed", type: "checkbox", onchange: () => this.change({ presumed: this.presumed.checked }),
  });
  private span: Span | undefined;
  private steps: string[] = [];
  private timer = 0;

  constructor(root: HTMLElement, private change: Change) {
    root.append(
      el("div", { class: "row" }, el("label", { for: "asOf" }, "As of"), this.asOf, this.off, this.play,
        this.ends[0], this.slider, this.ends[1]),
      el("div", { class: "row" }, el("label", { for: "knownBy", title: "Only what sources published until then say" }, "As known on"), this.knownBy,
        el("label", { class: "switch", title: "Where no source speaks of them any more" }, this.presumed, "Presume that ties go on"),
        el("label", { class: "unit" }, "Slider in ", this.unit), this.problem));
    root.addEventListener("submit", (event) => event.preventDefault());
  }

  /** Updates the fields to a view and what the slider spans, and shows what is wrong with dates that the server would refuse. */
  show({ asOf, knownBy, presumed }: View, span: Span | undefined): void {
    this.stretch(span);
    if (document.activeElement !== this.asOf) this.asOf.value = asOf ?? "";
    if (document.activeElement !== this.knownBy) this.knownBy.value = knownBy;
    this.presumed.checked = presumed;
    const at = asOf && !problemOf(asOf) ? asOf : "";
    this.slider.value = String(at ? this.stepOf(at) : this.steps.length - 1);
    this.slider.classList.toggle("off", !at);
    set(this.slider, "aria-valuetext", at ? spelled(at) : "all time");
    this.off.disabled = !asOf;
    this.showProblems(problemsOf({ asOf, knownBy }));
  }

  /** Shows what is wrong with the dates. */
  showProblems(problems: { asOf?: string; knownBy?: string }): void {
    for (const name of ["asOf", "knownBy"] as const) {
      set(this[name], "aria-invalid", problems[name] ? "true" : undefined);
      set(this[name], "aria-describedby", problems[name] ? this.problem.id : undefined);
    }
    this.problem.textContent = [problems.asOf, problems.knownBy].filter(Boolean).join(" ");
  }

  /** Sets the time that the slider spans; its unit stays, except for the first. */
  private stretch(span: Span | undefined): void {
    const before = this.span;
    if (before?.from === span?.from && before?.to === span?.to) return;
    this.span = span;
    this.setUnit(before || !span ? (this.unit.value as Unit) : unitFor(span));
  }

  private stepOf(date: string): number {
    return stepOf(date, this.span?.from ?? date, this.unit.value as Unit, this.steps.length);
  }

  private setUnit(unit: Unit): void {
    this.unit.value = unit;
    this.steps = this.span ? steps(this.span, unit) : [];
    this.slider.max = String(Math.max(this.steps.length - 1, 0));
    const none = this.steps.length === 0;
    this.unit.disabled = none;
    this.slider.disabled = this.play.disabled = this.steps.length < 2;
    this.ends[0].textContent = this.steps[0] ?? "";
    this.ends[1].textContent = this.steps.at(-1) ?? "";
    const asOf = this.asOf.value;
    if (asOf && !problemOf(asOf) && !none) this.slider.value = String(this.stepOf(asOf));
  }

  private slide(passing: boolean): void {
    const asOf = this.steps[Number(this.slider.value)];
    if (!asOf) return;
    this.asOf.value = asOf;
    this.change({ asOf }, passing);
  }

  private clear(): void {
    this.stop();
    this.change({ asOf: "" });
    this.slider.focus();
  }

  private typed(change: Partial<View>, date: string, field: HTMLInputElement): void {
    const problem = date ? problemOf(date) : "";
    if (problem) this.showProblems({ [field.id]: problem });
    else this.change(change);
  }

  private toggle(): void {
    if (this.timer) return this.stop();
    set(this.play, "aria-pressed", "true");
    this.play.textContent = "❚❚";
    if (this.slider.classList.contains("off") || this.slider.value === this.slider.max) {
      this.slider.value = "0";
      this.slide(true);
    }
    this.timer = window.setInterval(() => this.step(), stepTime);
  }

  private step(): void {
    const next = Number(this.slider.value) + 1;
    if (next >= this.steps.length) return this.stop();
    this.slider.value = String(next);
    this.slide(next < this.steps.length - 1);
  }

  private stop(): void {
    if (!this.timer) return;
    clearInterval(this.timer);
    this.timer = 0;
    set(this.play, "aria-pressed", "false");
    this.play.textContent = "▶";
    this.slide(false);
  }
}

function dateField(id: string, placeholder: string, change: (date: string, field: HTMLInputElement) => void): HTMLInputElement {
  const field = el("input", {
    id, type: "text", inputmode: "numeric", autocomplete: "off", size: 10, maxlength: 12, placeholder,
    onchange: () => change(field.value.trim(), field),
    onkeydown: (event: KeyboardEvent) => event.key === "Enter" && change(field.value.trim(), field),
  });
  return field;
}

// The life-line of a tie: its periods as bars over the time that the facts cover, and in words.
import type { Period, Sign } from "./answers";
import { firstDay, lastDay, span, spelled, type Span } from "./dates";
import { svg } from "./dom";
import { signClasses } from "./shapes";
import { kindsOf, statuses } from "./words";

/** A period as the server tells it, without its sources. */
export type Stretch = Omit<Period, "sources">;

/** A bar of a life-line; lengths are in percent of the span. */
export interface Bar {
  x: number;
  width: number;
  status: Stretch["status"];
  certainty: Stretch["certainty"];
  /** A source says that it begins, or ends, there. */
  begins: boolean;
  ends: boolean;
}

/** The least width of a bar, so that a single day can be seen. */
const least = 0.9;

/** The days from one date to another as a part of a span, undefined if they are outside of it. */
function partOf(days: { from: string | null; to: string | null }, whole: Span): { x: number; width: number } | undefined {
  const [first, end] = [firstDay(whole.from), lastDay(whole.to) + 1];
  const from = days.from ? firstDay(days.from) : -Infinity;
  const to = days.to ? lastDay(days.to) + 1 : Infinity;
  if (to <= first || from >= end) return undefined;
  const percent = (day: number) => ((Math.min(Math.max(day, first), end) - first) / (end - first)) * 100;
  const width = Math.max(percent(to) - percent(from), least);
  return { x: Math.min(percent(from), 100 - width), width };
}

/** The bars of periods over a span: what is presumed or denied first, so that what is known is drawn above it. */
export function barsOf(periods: Stretch[], whole: Span): Bar[] {
  const bars = periods.flatMap((period): Bar[] => {
    const part = partOf(period, whole);
    const { status, certainty, began, ended } = period;
    return part ? [{ ...part, status, certainty, begins: began, ends: ended }] : [];
  });
  const isBelow = ({ status, certainty }: Bar) => certainty === "PRESUMED" || status === "DENIED";
  return [...bars.filter(isBelow), ...bars.filter((bar) => !isBelow(bar))];
}

/** Reports whether one period begins on the day after another ends. */
function follows(next: Stretch | undefined, before: Stretch | undefined): boolean {
  return !!next?.from && !!before?.to && firstDay(next.from) === lastDay(before.to) + 1;
}

/** The i-th of some periods in words: when it was, and whether sources say that it began and ended then. */
export function whenOf(periods: Stretch[], i: number): string {
  const period = periods[i]!;
  const { from, to } = period;
  const isOpen = !period.began && !follows(period, periods[i - 1]);
  const goesOn = !period.ended && !follows(periods[i + 1], period);
  if (!from || !to) return span(from, to);
  if (isOpen && !period.ended && from === to) return `on ${spelled(from)}`;
  if (isOpen && goesOn) return `from ${spelled(from)} or earlier, at least until ${spelled(to)}`;
  if (goesOn) return `from ${spelled(from)}, at least until ${spelled(to)}`;
  return isOpen ? `from ${spelled(from)} or earlier until ${spelled(to)}` : span(from, to);
}

/** What a period is about, in words: its kinds, its status and its certainty, as far as they need to be said. */
export function aboutOf({ kinds, status, certainty }: Stretch): string {
  return [kindsOf(kinds), status !== "ASSERTED" && statuses[status], certainty === "PRESUMED" && "presumed"].filter(Boolean).join(", ");
}

/** How many periods a life-line tells in words. */
const most = 12;

/** Periods in words, which stand for the life-line. */
export function wordsOf(periods: Stretch[]): string {
  const words = periods.slice(0, most).map((period, i) => [whenOf(periods, i), aboutOf(period)].filter(Boolean).join(": "));
  return [...words, ...(periods.length > most ? [`and ${periods.length - most} more periods`] : [])].join("; ");
}

/** Draws a life-line with the date that the view asks for; undefined if there is no period, or no more than a day to show. */
export function lifeline(periods: Stretch[], sign: Sign, whole: Span | undefined, asOf: string): SVGSVGElement | undefined {
  if (!whole || periods.length === 0 || firstDay(whole.from) === lastDay(whole.to)) return undefined;
  const words = `Life-line: ${wordsOf(periods)}`;
  const at = asOf ? partOf({ from: asOf, to: asOf }, whole) : undefined;
  return svg("svg", { class: `life ${signClasses[sign]}`, role: "img", "aria-label": words },
    svg("title", {}, words),
    svg("rect", { class: "axis", x: 0, y: 7.5, width: "100%", height: 1 }),
    ...barsOf(periods, whole).flatMap(barOf),
    at && svg("rect", { class: "asked", x: `${at.x}%`, y: 0, width: `${at.width}%`, height: 16 }));
}

/** A bar, with a cap at each end that a source states. */
function barOf({ x, width, status, certainty, begins, ends }: Bar): SVGRectElement[] {
  const cap = (at: number, shift: number) => svg("rect", { class: "cap", x: `${at}%`, y: 1.5, width: 2, height: 13, transform: `translate(${shift},0)` });
  return [
    svg("rect", { class: `bar ${status.toLowerCase()} ${certainty.toLowerCase()}`, x: `${x}%`, y: 4, width: `${width}%`, height: 8 }),
    ...(begins ? [cap(x, 0)] : []), ...(ends ? [cap(x + width, -2)] : []),
  ];
}

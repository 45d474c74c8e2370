// Dates as the server writes them: 2020, 2020-05 or 2020-05-21; a partial date stands for all its days. Years before
// Christ are astronomical (-0430 is 431 BC); a ~ at the end says that a date is approximate, a ? that it is uncertain.

/** The unit of the time slider. */
export type Unit = "year" | "month";

/** A span of time from the first day of one date to the last day of another. */
export interface Span { from: string; to: string }

interface Parts { year: number; month: number | undefined; day: number | undefined; mark: string }

/** The parts of a date, undefined if the text is none. */
function partsOf(date: string): Parts | undefined {
  const [, year, month, day, mark = ""] = /^(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?]?)$/.exec(date) ?? [];
  return year === undefined ? undefined : { year: Number(year), month: month ? Number(month) : undefined, day: day ? Number(day) : undefined, mark };
}

/** The number of a day, counted from 1 January 1970. */
function dayOf(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) / 86_400_000;
}

/** The number of the first day of a date. */
export function firstDay(date: string): number {
  const { year = NaN, month = 1, day = 1 } = partsOf(date) ?? {};
  return dayOf(year, month, day);
}

/** The number of the last day of a date. */
export function lastDay(date: string): number {
  const { year = NaN, month = 12, day } = partsOf(date) ?? {};
  return day === undefined ? dayOf(year, month + 1, 0) : dayOf(year, month, day);
}

/** Describes what is wrong with a date that a reader typed, "" if nothing is. */
export function problemOf(date: string): string {
  const parts = partsOf(date);
  if (!parts) return `“${date}” is not a date: enter 2020, 2020-05 or 2020-05-21.`;
  const { year, month = 1, day = 1 } = parts;
  const real = new Date(dayOf(year, month, day) * 86_400_000);
  if (real.getUTCMonth() === month - 1 && real.getUTCDate() === day) return "";
  return `There is no day ${date}: ${month >= 1 && month <= 12 ? "enter another, or only its month" : "months are 01 to 12"}.`;
}

/** Every year or month from the first date to the last, inclusive. */
export function steps({ from, to }: Span, unit: Unit): string[] {
  const first = ordinal(from, unit, 1);
  const last = Math.max(first, ordinal(to, unit, 12));
  return Array.from({ length: last - first + 1 }, (_, i) => written(first + i, unit));
}

/** The unit that gives a span neither too few steps nor too many. */
export function unitFor({ from, to }: Span): Unit {
  return ordinal(to, "year", 1) - ordinal(from, "year", 1) > 5 ? "year" : "month";
}

/** The index of the step that a date falls into, or of the nearest one. */
export function stepOf(date: string, from: string, unit: Unit, count: number): number {
  return Math.min(Math.max(ordinal(date, unit, 1) - ordinal(from, unit, 1), 0), count - 1);
}

/** The number of a date's year or month; a year alone counts as one of its months. */
function ordinal(date: string, unit: Unit, otherwise: number): number {
  const { year = 0, month = otherwise } = partsOf(date) ?? {};
  return unit === "year" ? year : year * 12 + month - 1;
}

function written(n: number, unit: Unit): string {
  const year = unit === "year" ? n : Math.floor(n / 12);
  const digits = `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}`;
  return unit === "year" ? digits : `${digits}-${String(n - year * 12 + 1).padStart(2, "0")}`;
}

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** A date for readers: 21 May 2020. */
export function spelled(date: string): string {
  const parts = partsOf(date);
  if (!parts) return date;
  const { year, month, day, mark } = parts;
  const words = [day, month && months[month - 1], year > 0 ? year : `${1 - year} BC`].filter(Boolean).join(" ");
  return `${mark === "~" ? "about " : ""}${words}${mark === "?" ? " (uncertain)" : ""}`;
}

/** A span for readers, "" if neither end is known. */
export function span(from: string | null, to: string | null): string {
  if (from && to) return from === to ? spelled(from) : `${spelled(from)} – ${spelled(to)}`;
  if (from) return `since ${spelled(from)}`;
  return to ? `until ${spelled(to)}` : "";
}

/** When something happened, "" if not known: without a last day, on the first. */
export function occasion(from: string | null, to: string | null): string {
  return from && !to ? spelled(from) : span(from, to);
}

/** The least span that has all of several. */
export function hull(spans: Span[]): Span | undefined {
  const [from] = spans.map((one) => one.from).sort((a, b) => firstDay(a) - firstDay(b));
  const to = spans.map((one) => one.to).sort((a, b) => lastDay(a) - lastDay(b)).at(-1);
  return from === undefined || to === undefined ? undefined : { from, to };
}

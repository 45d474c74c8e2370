// Dates as the server writes them: 2020, 2020-05 or 2020-05-21; a partial date stands for all its days.

/** The unit of the time slider. */
export type Unit = "year" | "month";

/** Describes what is wrong with a date that a reader typed, "" if nothing is. */
export function problemOf(date: string): string {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date);
  if (!parts) return `“${date}” is not a date: enter 2020, 2020-05 or 2020-05-21.`;
  const [, year = "", month = "01", day = "01"] = parts;
  const real = new Date(`${year}-${month}-${day}T00:00:00Z`);
  if (Number(year) > 0 && Number(month) >= 1 && Number(month) <= 12 && real.getUTCDate() === Number(day)) return "";
  return `There is no day ${date}: enter another, or only its month.`;
}

/** Every year or month from the first date to the last, inclusive. */
export function steps(from: string, to: string, unit: Unit): string[] {
  const first = ordinal(from, unit);
  const last = Math.max(first, ordinal(to.length === 4 ? `${to}-12` : to, unit));
  return Array.from({ length: last - first + 1 }, (_, i) => written(first + i, unit));
}

/** The unit that gives a span neither too few steps nor too many. */
export function unitFor(from: string, to: string): Unit {
  return Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > 5 ? "year" : "month";
}

/** The index of the step that a date falls into, or of the nearest one. */
export function stepOf(date: string, from: string, unit: Unit, count: number): number {
  return Math.min(Math.max(ordinal(date, unit) - ordinal(from, unit), 0), count - 1);
}

function ordinal(date: string, unit: Unit): number {
  const [year = 0, month = 1] = date.split("-").map(Number);
  return unit === "year" ? year : year * 12 + month - 1;
}

function written(n: number, unit: Unit): string {
  if (unit === "year") return String(n).padStart(4, "0");
  return `${String(Math.floor(n / 12)).padStart(4, "0")}-${String((n % 12) + 1).padStart(2, "0")}`;
}

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** A date for readers: 21 May 2020. */
export function spelled(date: string): string {
  const [year = "", month, day] = date.split("-");
  if (!month) return year;
  return `${day ? `${Number(day)} ` : ""}${months[Number(month) - 1]} ${year}`;
}

/** A span for readers, "" if neither end is known. */
export function span(from: string | null, to: string | null): string {
  if (from && to) return from === to ? spelled(from) : `${spelled(from)} – ${spelled(to)}`;
  if (from) return `since ${spelled(from)}`;
  return to ? `until ${spelled(to)}` : "";
}

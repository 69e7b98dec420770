const MONEY = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const COUNT = new Intl.NumberFormat("en-US");
const SHARES = new Intl.NumberFormat("en-US", { maximumFractionDigits: 9 });
const ROUGH = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });
const NEW_YORK = "America/New_York";
const TIME = new Intl.DateTimeFormat("en-GB", { timeZone: NEW_YORK, timeStyle: "medium" });
const SHORT = new Intl.DateTimeFormat("en-GB", { timeZone: NEW_YORK, timeStyle: "short" });
const UTC = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", timeStyle: "medium" });
const UTC_MINUTE = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", dateStyle: "medium", timeStyle: "short" });
const DATE = new Intl.DateTimeFormat("en-GB", {
  timeZone: NEW_YORK,
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
});
const DAY = new Intl.DateTimeFormat("en-GB", { timeZone: NEW_YORK, day: "numeric", month: "short" });
const WALL = new Intl.DateTimeFormat("en-US", {
  timeZone: NEW_YORK,
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
});

/** An amount whose unit stands in the column's head. */
export function money(value: string): string {
  return value === "" ? "" : written(Number(value), MONEY.format(Math.abs(Number(value))));
}

export function dollars(value: number): string {
  return written(value, "$" + MONEY.format(Math.abs(value)));
}

/** With its sign, so that colour is never the only thing that tells a profit from a loss. */
export function signed(value: number, unit = "$"): string {
  return written(value, unit + MONEY.format(Math.abs(value)), "+");
}

export function percent(share: number, plus = ""): string {
  return written(share, MONEY.format(Math.abs(share) * 100) + "%", plus);
}

/** A figure of statistics, which is not always a number. */
export function figure(value: number | null, digits: number, plus = ""): string {
  return value === null ? "–" : written(value, Math.abs(value).toFixed(digits), plus);
}

/** Three digits that mean something, whatever the size. */
export function rough(value: number | null): string {
  if (value === null) return "not a number";
  const whole = Number.isInteger(value) || Math.abs(value) >= 1000;
  return written(value, whole ? COUNT.format(Math.round(Math.abs(value))) : ROUGH.format(Math.abs(value)));
}

export function wholePercent(share: number): string {
  return Math.round(share * 100) + " %";
}

export function count(value: number): string {
  return COUNT.format(value);
}

export function shares(value: string): string {
  return written(Number(value), SHARES.format(Math.abs(Number(value))));
}

export function time(millis: number): string {
  return TIME.format(millis);
}

export function utc(millis: number): string {
  return UTC.format(millis);
}

export function utcMinute(millis: number): string {
  return UTC_MINUTE.format(millis);
}

export function date(millis: number): string {
  return DATE.format(millis);
}

export function day(millis: number): string {
  return DAY.format(millis);
}

export function dayAndTime(millis: number): string {
  return DAY.format(millis) + " " + SHORT.format(millis);
}

export function shortTime(millis: number): string {
  return SHORT.format(millis);
}

/** As much of a span of market time as one wants to read. */
export function span(millis: number): string {
  const seconds = Math.max(0, Math.round(millis / 1000));
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const two = (value: number) => String(value).padStart(2, "0");
  const clock = `${two(minutes)}:${two(seconds % 60)}`;
  if (days > 0) return `${days} d ${hours}:${clock}`;
  return hours > 0 ? `${hours}:${clock}` : `${minutes}:${two(seconds % 60)}`;
}

/** New York's wall time as if it were UTC: what the candle chart shows on its axis. */
export function newYorkSeconds(millis: number): number {
  const parts = new Map(WALL.formatToParts(millis).map((part) => [part.type, Number(part.value)] as const));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return (
    Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")) /
    1000
  );
}

/** Puts the sign before the unit; what is rounded to nothing has none. */
function written(value: number, size: string, plus = ""): string {
  if (!/[1-9]/.test(size)) return size;
  return (value < 0 ? "−" : plus) + size;
}

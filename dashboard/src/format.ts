const MONEY = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const SHARES = new Intl.NumberFormat("en-US", { maximumFractionDigits: 9 });
const NEW_YORK = "America/New_York";
const TIME = new Intl.DateTimeFormat("en-GB", { timeZone: NEW_YORK, timeStyle: "medium" });
const SHORT = new Intl.DateTimeFormat("en-GB", { timeZone: NEW_YORK, timeStyle: "short" });
const DATE = new Intl.DateTimeFormat("en-GB", {
  timeZone: NEW_YORK,
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
});
const DAY = new Intl.DateTimeFormat("en-GB", { timeZone: NEW_YORK, day: "numeric", month: "short" });

export function money(value: string): string {
  return value === "" ? "" : MONEY.format(Number(value));
}

export function signed(value: number): string {
  return (value > 0 ? "+" : "") + MONEY.format(value);
}

export function shares(value: string): string {
  return SHARES.format(Number(value));
}

export function time(millis: number): string {
  return TIME.format(millis);
}

export function date(millis: number): string {
  return DATE.format(millis) + ", New York";
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
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** New York's wall time as if it were UTC: what the candle chart shows on its axis. */
export function newYorkSeconds(millis: number): number {
  const parts = new Map(
    new Intl.DateTimeFormat("en-US", {
      timeZone: NEW_YORK,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    })
      .formatToParts(millis)
      .map((part) => [part.type, Number(part.value)] as const),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return (
    Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")) /
    1000
  );
}

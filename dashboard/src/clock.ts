import type { Status } from "./api";
import { text } from "./dom";
import { date, dayAndTime, span, time, utc } from "./format";

const LEAST_PAUSE_MILLIS = 100;

/** The market's clock, which runs on by itself between two words of the server. */
export class Clock {
  private status: Status | undefined;
  private heardAt = 0;
  private shownAt = 0;
  private runs = false;

  constructor() {
    requestAnimationFrame(() => this.tick());
  }

  hear(status: Status): void {
    this.status = status;
    this.heardAt = performance.now();
  }

  /** A clock that is no longer set right stands still. */
  run(runs: boolean): void {
    this.runs = runs;
  }

  private tick(): void {
    const now = performance.now();
    if (this.status && now - this.shownAt >= LEAST_PAUSE_MILLIS) {
      this.shownAt = now;
      this.show(this.status, this.runs ? now - this.heardAt : 0);
    }
    requestAnimationFrame(() => this.tick());
  }

  private show(status: Status, passedMillis: number): void {
    const { name, at } = status.next;
    // a faster market skips closed hours, so its clock does not run through them
    const skips = name === "open" && status.speed !== 1;
    const now = skips ? status.now : Math.min(status.now + passedMillis * status.speed, at || Infinity);
    text("market-time", time(now));
    text("market-date", date(now));
    text("utc-time", utc(now));
    text("countdown", this.next(name, at, now, skips));
  }

  private next(name: string, at: number, now: number, skips: boolean): string {
    const left = span(at - now);
    switch (name) {
      case "open":
        return skips
          ? `closed, opens ${dayAndTime(at)}`
          : `closed, opens in ${left}, ${dayAndTime(at)} New York`;
      case "close":
        return "closes in " + left;
      case "end":
        return "ends in " + left;
      default:
        return "";
    }
  }
}

import type { Status } from "./api";

/** Several times as long as the server is ever silent while all is well. */
const LONGEST_SILENCE_MILLIS = 6_000;
const LOOK_MILLIS = 1_000;

export interface Listener {
  status(now: Status): void;
  changed(what: string[]): void;
  /** Told when the server is heard again, and when it no longer is. */
  connection(up: boolean): void;
}

/**
 * The server's news. A browser comes back by itself from a cut connection only; a refusal and a
 * silence are noticed here, and answered with a new connection.
 */
export class Link {
  private stream: EventSource;
  private up = false;
  private heardAt = performance.now();

  constructor(private readonly listener: Listener) {
    this.stream = this.open();
    setInterval(() => this.look(), LOOK_MILLIS);
  }

  connected(): boolean {
    return this.up;
  }

  private open(): EventSource {
    const stream = new EventSource("/api/v1/stream");
    this.heardAt = performance.now();
    stream.addEventListener("error", () => this.turn(false));
    stream.addEventListener("status", (event) => {
      this.heardAt = performance.now();
      this.listener.status(JSON.parse(event.data) as Status);
      this.turn(true);
    });
    stream.addEventListener("changed", (event) => this.listener.changed(JSON.parse(event.data) as string[]));
    return stream;
  }

  private look(): void {
    const silent = performance.now() - this.heardAt > LONGEST_SILENCE_MILLIS;
    if (silent || this.stream.readyState === EventSource.CLOSED) {
      this.stream.close();
      this.turn(false);
      this.stream = this.open();
    }
  }

  private turn(up: boolean): void {
    // the first failure is news, too: the page has not been connected before
    if (up && this.up) return;
    this.up = up;
    this.listener.connection(up);
  }
}

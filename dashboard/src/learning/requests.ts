import { read } from "../api";
import { element, text } from "../dom";
import type { Guard, Question } from "../guard";
import { short, shortened } from "./words";

const LOOK_AGAIN_MILLIS = 1_000;
const LOOKS_MOST = 30;

interface Request {
  id: string;
  name: string;
}

/** Carries what a person asks of learning to the system, and shows what came of it. */
export class Requests {
  private champion = "";
  private waiting: Request | undefined;
  private looks = 0;

  constructor(private readonly guard: Guard) {
    element("learning").addEventListener("click", (event) => {
      const button = (event.target as HTMLElement).closest<HTMLButtonElement>("button[data-learn]");
      if (button) void this.press(button.dataset["learn"] ?? "", button.dataset["subject"] ?? "");
    });
  }

  /** Only what makes sense now can be pressed. */
  fit(champion: string, trains: boolean): void {
    this.champion = champion;
    element<HTMLButtonElement>("learn-train").disabled = trains;
    element<HTMLButtonElement>("learn-rollback").disabled = champion === "";
  }

  /** Asks what came of the request that is still open. */
  async look(): Promise<void> {
    const asked = this.waiting;
    if (!asked) return;
    const { outcome } = await read<{ outcome: string }>("learning/requests?id=" + encodeURIComponent(asked.id));
    if (outcome === "" || this.waiting !== asked) return;
    this.waiting = undefined;
    text("learning-outcome", `${asked.name}: ${shortened(outcome)}`);
  }

  private async press(kind: string, subject: string): Promise<void> {
    const question = this.question(kind, subject);
    if (!question || !(await this.guard.confirmed(question))) return;
    const name = question.title.replace("?", "");
    try {
      const request = { subject, reason: "from the page" };
      const taken = await this.guard.send<{ id: string }>("learning/" + kind, request);
      if (!taken) return;
      this.waiting = { id: taken.id, name };
      this.looks = 0;
      text("learning-outcome", `${name}: taken, waits for continuous-learning`);
      await this.follow(this.waiting);
    } catch (failure) {
      text("learning-outcome", `${name}: not accepted: ${(failure as Error).message}`);
    }
  }

  /** The stream tells of most outcomes; not of those that change nothing. */
  private async follow(request: Request): Promise<void> {
    while (this.waiting === request && this.looks++ < LOOKS_MOST) {
      await this.look().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MILLIS));
    }
    if (this.waiting === request) {
      text("learning-outcome", `${request.name}: taken, but continuous-learning has not answered yet; does it run?`);
    }
  }

  private question(kind: string, subject: string): Question | undefined {
    switch (kind) {
      case "train":
        return {
          title: "Train now?",
          words: "A model is trained on everything known by now and judged by its gate. It trades only if it passes.",
          yes: "Train",
        };
      case "promote":
        return {
          title: `Promote ${short(subject)}?`,
          words: `It becomes champion and trades from the next decision on${this.champion ? `; ${short(this.champion)} steps down, and Roll back brings it back` : ""}.`,
          yes: "Promote",
        };
      case "rollback":
        return {
          title: "Roll back?",
          words: `${short(this.champion)} stops trading. The champion before it takes over; where there was none, the strategy trades without a model.`,
          yes: "Roll back",
        };
      case "cancel":
        return { title: "Cancel the job?", words: "What it has done so far is given up.", yes: "Cancel it" };
      default:
        return undefined;
    }
  }
}

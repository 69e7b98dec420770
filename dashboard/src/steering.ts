import type { Guard, Question } from "./guard";

const QUESTIONS: Record<string, Question> = {
  flatten: {
    title: "Close everything?",
    words:
      "All open orders are cancelled, every position is closed at the market, and trading pauses until you resume it.",
    yes: "Flatten",
  },
  kill: {
    title: "Kill trading?",
    words:
      "All open orders are cancelled and nothing more is sent, also after a restart. Positions stay as they are. It takes Rearm to trade again.",
    yes: "Kill",
  },
};

/** The buttons that steer trading. */
export class Steering {
  private readonly buttons = [...document.querySelectorAll<HTMLButtonElement>("button[data-act]")];

  constructor(
    private readonly guard: Guard,
    private readonly told: (trouble: string) => void,
  ) {
    for (const button of this.buttons) {
      button.addEventListener("click", () => void this.press(button.dataset["act"] ?? ""));
    }
  }

  /** Only what makes sense now can be pressed; a kill always does. */
  fit(condition: string, holds: Record<string, string>): void {
    const killed = "kill" in holds;
    const paused = "operator" in holds;
    const wanted: Record<string, boolean> = {
      pause: !paused && !killed,
      resume: paused && !killed,
      flatten: !killed,
      rearm: killed,
      kill: !killed,
    };
    for (const button of this.buttons) {
      const name = button.dataset["act"] ?? "";
      button.hidden = (name === "rearm" && !killed) || (name === "kill" && killed);
      button.disabled = condition === "" || !wanted[name];
    }
  }

  private async press(name: string): Promise<void> {
    const question = QUESTIONS[name];
    if (question && !(await this.guard.confirmed(question))) return;
    this.told("");
    try {
      await this.guard.send("trading/" + name, { reason: "from the page" });
    } catch (failure) {
      this.told(`${name} was not accepted: ${(failure as Error).message}.`);
    }
  }
}

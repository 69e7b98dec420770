import { act, Refused } from "./api";
import { element, text } from "./dom";

const KEY = "ats-token";

interface Question {
  title: string;
  words: string;
  yes: string;
}

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

/** The buttons that steer trading, with the token that guards them. */
export class Steering {
  private readonly buttons = [...document.querySelectorAll<HTMLButtonElement>("button[data-act]")];

  constructor(private readonly told: (trouble: string) => void) {
    this.takeFromAddress();
    element("ask-no").addEventListener("click", () => element<HTMLDialogElement>("ask").close("no"));
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
    if (question && (await this.ask(question.title, question.words, question.yes, "")) === undefined) {
      return;
    }
    await this.send(name);
  }

  private async send(name: string): Promise<void> {
    this.told("");
    let token = sessionStorage.getItem(KEY) ?? (await this.askToken(""));
    while (token !== undefined) {
      try {
        await act(name, token, "from the page");
        sessionStorage.setItem(KEY, token);
        return;
      } catch (failure) {
        if (!(failure instanceof Refused) || failure.status !== 401) {
          const why = failure instanceof Refused ? failure.message : "the system did not answer";
          this.told(`${name} was not accepted: ${why}.`);
          return;
        }
        sessionStorage.removeItem(KEY);
        token = await this.askToken("That token is wrong; nothing was done. ");
      }
    }
  }

  private askToken(before: string): Promise<string | undefined> {
    return this.ask(
      "The page's token",
      before + "It guards every change. ./ats run printed it at the first start; ./ats token shows it.",
      "Use it",
      "Token",
    );
  }

  /** What was typed, "" where nothing is asked for, undefined for no. */
  private ask(title: string, words: string, yes: string, field: string): Promise<string | undefined> {
    const dialog = element<HTMLDialogElement>("ask");
    const input = element<HTMLInputElement>("ask-input");
    text("ask-title", title);
    text("ask-text", words);
    text("ask-yes", yes);
    text("ask-label", field);
    element("ask-field").hidden = field === "";
    input.value = "";
    dialog.returnValue = "no";
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener(
        "close",
        () => resolve(dialog.returnValue === "yes" ? input.value.trim() : undefined),
        { once: true },
      );
    });
  }

  private takeFromAddress(): void {
    const found = /^#token=([\w-]+)$/.exec(location.hash);
    if (found?.[1]) {
      sessionStorage.setItem(KEY, found[1]);
      history.replaceState(null, "", location.pathname);
    }
  }
}

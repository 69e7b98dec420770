import { post, Refused } from "./api";
import { element, text } from "./dom";

const KEY = "ats-token";

export interface Question {
  title: string;
  words: string;
  yes: string;
}

/** Stands before every change: asks whether it is meant, and for the token. */
export class Guard {
  constructor() {
    this.takeFromAddress();
    element("ask-no").addEventListener("click", () => element<HTMLDialogElement>("ask").close("no"));
  }

  async confirmed(question: Question): Promise<boolean> {
    return (await this.ask(question, "")) !== undefined;
  }

  /** The answer, or undefined when no token was given; throws why it was not accepted. */
  async send<T>(path: string, body: object): Promise<T | undefined> {
    let token = sessionStorage.getItem(KEY) ?? (await this.askToken(""));
    while (token !== undefined) {
      try {
        const answer = await post<T>(path, token, body);
        sessionStorage.setItem(KEY, token);
        return answer;
      } catch (failure) {
        if (!(failure instanceof Refused)) throw new Error("the system did not answer");
        if (failure.status !== 401) throw failure;
        sessionStorage.removeItem(KEY);
        token = await this.askToken("That token is wrong; nothing was done. ");
      }
    }
    return undefined;
  }

  private askToken(before: string): Promise<string | undefined> {
    const words = "It guards every change. ./ats run printed it at the first start; ./ats token shows it.";
    return this.ask({ title: "The page's token", words: before + words, yes: "Use it" }, "Token");
  }

  /** What was typed, "" where nothing is asked for, undefined for no. */
  private ask({ title, words, yes }: Question, field: string): Promise<string | undefined> {
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

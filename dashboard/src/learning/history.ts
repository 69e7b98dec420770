import { cell, made, renew, renewTable, row } from "../dom";
import { dayAndTime } from "../format";
import type { Learning, Step } from "./answers";
import { short, shortened } from "./words";

const COLUMNS = 3;

/** A time as champion: how it began and, unless it lasts, how it ended. */
interface Crown {
  begun: Step;
  ended: Step | undefined;
}

export function showHistory({ history, reigns }: Learning): void {
  renewTable("history", crowns(history).map(line), COLUMNS, "Nobody has been champion yet.");
  renew(
    "reigns",
    reigns.length === 0
      ? [made("li", "quiet", "no strategy has been in charge yet")]
      : reigns.map((reign) =>
          made(
            "li",
            "",
            `${dayAndTime(reign.at)}: ${reign.strategy}, `,
            reign.model ? `model ${short(reign.model)}` : "without a model",
          ),
        ),
  );
}

/** From steps that are newest first; the newest crown first. */
function crowns(history: Step[]): Crown[] {
  const found: Crown[] = [];
  for (const step of [...history].reverse()) {
    const last = found[0];
    if (last && !last.ended && last.begun.model === step.model && step.from.toUpperCase() === "CHAMPION") {
      last.ended = step;
    }
    if (step.to.toUpperCase() === "CHAMPION") found.unshift({ begun: step, ended: undefined });
  }
  return found;
}

function line({ begun, ended }: Crown): HTMLTableRowElement {
  const span = cell(dayAndTime(begun.at), "span");
  span.append(made("small", "", ended ? "until " + dayAndTime(ended.at) : "until now"));
  const why = cell(told(begun), "wraps");
  if (ended) why.append(made("small", "", "went: " + told(ended)));
  return row(span, cell(short(begun.model), "name"), why);
}

function told({ who, reason }: Step): string {
  return `by ${who}: ${shortened(reason)}`;
}

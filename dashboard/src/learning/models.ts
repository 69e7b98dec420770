import { cell, made, renewTable, row } from "../dom";
import { count, day, dayAndTime, figure, wholePercent } from "../format";
import type { Learning, Model, Step } from "./answers";
import { condition, short, shortened, verdict, words } from "./words";

const ORDER = ["champion", "canary", "shadow", "candidate", "retired"];
const MAY_BE_PROMOTED = ["canary", "shadow", "retired"];
const COLUMNS = 4;

/** Who trades comes first, who is watched next, each newest first. */
export function showModels(models: Model[], { history }: Learning): void {
  const rank = (model: Model) => ORDER.indexOf(words(model.stage));
  const sorted = [...models].sort((a, b) => rank(a) - rank(b) || b.registeredAt - a.registeredAt);
  const rows = sorted.flatMap((model) => [figures(model), reasons(model, history)]);
  renewTable("models", rows, COLUMNS, "No model yet: the first is trained as soon as history is there.");
}

function figures(model: Model): HTMLTableRowElement {
  const { rankCorrelation, rankT } = model.metrics;
  const stage = words(model.stage);
  const named = cell(short(model.id), "name");
  named.append(made("small", stage === "champion" ? "up" : "", stage));
  const figures = row(
    named,
    noted(figure(rankCorrelation, 3, "+"), rankT === null ? "no t" : "t " + figure(rankT, 1)),
    live(model),
    cell(model.device, "spare wraps"),
  );
  figures.className = "first";
  return figures;
}

function live({ skill, forecasts }: Model): HTMLTableCellElement {
  if (skill === null || skill.value === null) {
    return noted("not yet", forecasts === 1 ? "1 forecast" : count(forecasts) + " forecasts");
  }
  const error = skill.error === null ? "" : " ± " + figure(skill.error, 3);
  return noted(figure(skill.value, 3, "+") + error, "of " + count(skill.count));
}

/** The verdict; on demand with the conditions behind it and all that is known of the model. */
function reasons(model: Model, history: Step[]): HTMLTableRowElement {
  const failed = model.conditions.filter((each) => !each.passed);
  const total = model.conditions.length;
  const tally = failed.length > 0 ? `${failed.length} of ${total} conditions failed` : `all ${total} conditions met`;
  const summary = made("summary", "", verdict(model), " ", made("span", "quiet", `(${tally})`));
  summary.id = "gate-" + model.id;
  const target = cell("");
  target.colSpan = COLUMNS;
  target.append(made("div", "verdict", made("details", "", summary, ...lists(model, history)), ...acts(model)));
  return row(target);
}

/** Only what its gate let pass may be given money. */
function acts(model: Model): HTMLElement[] {
  if (!model.passed || !MAY_BE_PROMOTED.includes(words(model.stage))) return [];
  const button = made("button", "small", "Promote");
  button.type = "button";
  button.id = "promote-" + model.id;
  button.dataset["learn"] = "promote";
  button.dataset["subject"] = model.id;
  button.setAttribute("aria-label", "Promote " + short(model.id));
  return [button];
}

function lists(model: Model, history: Step[]): HTMLElement[] {
  const failed = model.conditions.filter((each) => !each.passed).map(condition);
  const met = model.conditions.filter((each) => each.passed).map(condition);
  const steps = history
    .filter((step) => step.model === model.id)
    .map((step) => `${dayAndTime(step.at)}: ${words(step.to)}, by ${step.who}: ${shortened(step.reason)}`);
  return [
    ...list("Failed", failed.length > 0 || model.failed.length === 0 ? failed : model.failed),
    ...list("Met", met),
    ...list("Out of sample", folds(model)),
    ...list("Made", origin(model)),
    ...list("Its life", steps),
  ];
}

function folds({ metrics, folds }: Model): string[] {
  const overall =
    `${count(metrics.rows)} forecasts in ${count(metrics.sessions)} sessions: Sharpe ratio per session ` +
    `${figure(metrics.sharpe, 3)} after costs, sign right ${metrics.hits === null ? "–" : wholePercent(metrics.hits)}, ` +
    `slope of calibration ${figure(metrics.slope, 2)}`;
  const each = folds.map(
    (fold) =>
      `${day(fold.testFrom)} to ${day(fold.testTo)}: rank correlation ${figure(fold.rankCorrelation, 3, "+")}, ` +
      `Sharpe ratio ${figure(fold.sharpe, 3)}, ${count(fold.rows)} rows`,
  );
  return [overall, ...each];
}

function origin(model: Model): string[] {
  return [
    `by ${model.trainer} on ${model.device}, from ${count(model.rows)} rows known by ${dayAndTime(model.trainedTo)}`,
    `label ${model.label}, feature set ${short(model.featureSet)}`,
    `registered ${dayAndTime(model.registeredAt)}; ${count(model.trials)} configurations tried by then`,
    `whole name ${model.id}`,
  ];
}

function list(title: string, items: string[]): HTMLElement[] {
  if (items.length === 0) return [];
  return [made("h4", "", title), made("ul", "", ...items.map((item) => made("li", "", item)))];
}

function noted(value: string, note: string): HTMLTableCellElement {
  const target = cell(value, "number");
  target.append(made("small", "", note));
  return target;
}

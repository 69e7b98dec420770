import { text } from "../dom";
import { dayAndTime } from "../format";
import type { Learning, Model } from "./answers";
import { short, shortened, verdict } from "./words";

/** What one wants to know first: who trades, what the newest model is worth, what comes next. */
export function showBrief(learning: Learning, models: Model[]): void {
  text("learning-trades", trades(learning));
  text("learning-champion", champion(learning));
  text("learning-newest", newest(models));
  text("learning-doing", shortened(learning.doing) || "nothing is heard of continuous-learning");
}

function trades({ strategy, reigns }: Learning): string {
  const reign = reigns[0];
  const name = strategy || reign?.strategy;
  if (!name) return "nothing yet: no strategy is in charge";
  if (!reign) return `${name}, without a model`;
  const model = reign.model ? `model ${short(reign.model)}` : "without a model";
  return `${name}, ${model}, since ${dayAndTime(reign.at)}`;
}

function champion({ champion, shadows, history }: Learning): string {
  const watched = shadows.length === 1 ? "1 model forecasts in shadow" : `${shadows.length || "no"} models forecast in shadow`;
  if (!champion) return `nobody; ${watched}`;
  const crowned = history.find((step) => step.model === champion && step.to.toUpperCase() === "CHAMPION");
  const since = crowned ? ` since ${dayAndTime(crowned.at)}` : "";
  return `${short(champion)}${since}; ${watched}`;
}

function newest(models: Model[]): string {
  const model = models.reduce<Model | undefined>(
    (last, each) => (last && last.registeredAt >= each.registeredAt ? last : each),
    undefined,
  );
  return model ? `${short(model.id)}, ${verdict(model)}` : "none yet: the first is trained as soon as history is there";
}

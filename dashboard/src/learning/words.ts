import { rough } from "../format";
import type { Condition, Model } from "./answers";

const NAME_LENGTH = 8;
const RELATIONS: Record<string, string> = { AT_LEAST: "at least", ABOVE: "above", BELOW: "below" };

/** Enough of a hash to tell one model from another; also within a text. */
export function short(id: string): string {
  return id.slice(0, NAME_LENGTH);
}

/** A text in which hashes are cut short. */
export function shortened(words: string): string {
  return words.replace(/\b(?=\d*[a-f])[0-9a-f]{12,64}\b/g, (hash) => short(hash));
}

export function words(constant: string): string {
  return constant.toLowerCase().replaceAll("_", " ");
}

/** The stage tells whether the model is watched still. */
export function verdict(model: Model): string {
  const stage = words(model.stage);
  if (model.passed) return stage === "champion" ? "passed its gate: it trades" : "passed its gate: it may trade";
  return stage === "retired"
    ? "refused by its gate: it never touched money"
    : "refused by its gate: it forecasts in shadow and never touches money";
}

export function condition({ name, value, relation, bound, passed }: Condition): string {
  const wanted = `${RELATIONS[relation.toUpperCase()] ?? words(relation)} ${rough(bound)}`;
  return passed ? `${name}: ${rough(value)}, ${wanted}` : `${name}: ${rough(value)}, must be ${wanted}`;
}

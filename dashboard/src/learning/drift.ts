import { cell, renewTable, row, text } from "../dom";
import { count, dayAndTime, figure, wholePercent } from "../format";
import type { Drift, Features } from "./answers";
import { short } from "./words";

const COLUMNS = 4;
const LEAST_P = 0.001;

export function showDrift(features: Features): void {
  text("drift-set", known(features));
  text("drift-share", share(features));
  const rows = [...features.drift].sort((a, b) => size(b) - size(a)).map(line);
  const empty = "Not compared yet: that takes a model, and a session of features after it was trained.";
  renewTable("drift", rows, COLUMNS, empty);
}

function known({ set, version, names, published }: Features): string {
  if (!set) return "no feature set is published yet";
  return `set ${set}, version ${short(version)}: ${count(names.length)} features, ${count(published)} vectors`;
}

function share({ share, drift }: Features): string {
  const at = drift.reduce((last, each) => Math.max(last, each.at), 0);
  if (share === null || at === 0) return "";
  return `${wholePercent(share)} of ${count(drift.length)} drifted, ${dayAndTime(at)}`;
}

function line(drift: Drift): HTMLTableRowElement {
  return row(
    cell(drift.feature, "wraps"),
    cell(figure(drift.psi, 3), "number"),
    cell(drift.p !== null && drift.p < LEAST_P ? "< " + LEAST_P : figure(drift.p, 3), "number"),
    cell(drift.drifted ? "drifted" : "steady", drift.drifted ? "down" : ""),
  );
}

function size(drift: Drift): number {
  return drift.psi ?? -1;
}

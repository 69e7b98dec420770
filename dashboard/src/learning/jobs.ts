import { cell, element, made, renewTable, row, text } from "../dom";
import { dayAndTime, wholePercent } from "../format";
import type { Job, Model } from "./answers";
import { short, shortened, verdict, words } from "./words";

const COLUMNS = 3;
const BAD_ENDS = ["failed", "canceled"];

/** `jobs` are newest first. */
export function showJobs(jobs: Job[], models: Model[]): void {
  const open = jobs.filter(underWay).reverse();
  showUnderWay(open.find((job) => words(job.state) === "running") ?? open[0], open.length);
  const rows = jobs.filter((job) => !underWay(job)).map((job) => line(job, models));
  renewTable("jobs", rows, COLUMNS, "No job has ended yet. Each says here why it was done and what came of it.");
}

export function underWay(job: Job): boolean {
  const state = words(job.state);
  return state === "queued" || state === "running";
}

/** Only texts change while a job goes on, so that nothing moves. */
function showUnderWay(job: Job | undefined, waiting: number): void {
  element("job").hidden = job === undefined;
  element("no-job").hidden = job !== undefined;
  if (!job) return;
  const more = waiting > 1 ? `, ${waiting - 1} more waiting` : "";
  text("job-name", `${words(job.kind)}, ${words(job.state)}${more}`);
  text("job-share", wholePercent(job.fraction));
  text("job-doing", job.doing);
  text("job-cause", `why: ${shortened(job.cause)}`);
  text("job-counts", `counts from ${dayAndTime(job.visibleAt)}`);
  element<HTMLProgressElement>("job-progress").value = job.fraction;
  element("job-cancel").dataset["subject"] = job.id;
}

function line(job: Job, models: Model[]): HTMLTableRowElement {
  const state = words(job.state);
  const why = cell(result(job, models), "wraps");
  why.append(made("small", "", "why: " + shortened(job.cause)));
  const named = cell(words(job.kind));
  named.title = job.id;
  named.append(made("small", BAD_ENDS.includes(state) ? "down" : "", state));
  return row(cell(dayAndTime(job.requestedAt)), named, why);
}

function result(job: Job, models: Model[]): string {
  if (job.reason) return shortened(job.reason);
  if (!job.output) return "nothing came of it";
  const model = models.find((each) => job.output.includes(each.id));
  if (model) return `model ${short(model.id)}, ${verdict(model)}`;
  return `${words(job.kind) === "dataset" ? "dataset " : ""}${shortened(job.output)}`;
}

import { read } from "../api";
import type { Guard } from "../guard";
import type { Features, Job, Learning, Model } from "./answers";
import { showBrief } from "./brief";
import { showDrift } from "./drift";
import { showHistory } from "./history";
import { showJobs, underWay } from "./jobs";
import { showModels } from "./models";
import { Requests } from "./requests";

/** What learns, what it made, and what people ask of it. */
export class LearningSection {
  private readonly requests: Requests;

  constructor(guard: Guard) {
    this.requests = new Requests(guard);
  }

  async show(): Promise<void> {
    const [learning, models, features, jobs] = await Promise.all([
      read<Learning>("learning"),
      read<Model[]>("models"),
      read<Features>("features"),
      read<Job[]>("jobs?limit=20"),
    ]);
    showBrief(learning, models);
    showModels(models, learning);
    showJobs(jobs, models);
    showDrift(features);
    showHistory(learning);
    this.requests.fit(learning.champion, jobs.some(underWay));
    await this.requests.look();
  }
}

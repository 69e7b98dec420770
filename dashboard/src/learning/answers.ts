/** What the controller says of learning; figures that are no numbers are null. */
export interface Condition {
  name: string;
  value: number | null;
  relation: string;
  bound: number | null;
  passed: boolean;
}

export interface Fold {
  testFrom: number;
  testTo: number;
  rankCorrelation: number | null;
  sharpe: number | null;
  rows: number;
}

export interface Model {
  id: string;
  stage: string;
  passed: boolean;
  failed: string[];
  conditions: Condition[];
  device: string;
  trainer: string;
  label: string;
  featureSet: string;
  rows: number;
  trainedTo: number;
  registeredAt: number;
  forecasts: number;
  skill: { value: number | null; error: number | null; count: number; at: number } | null;
  metrics: {
    rankCorrelation: number | null;
    rankT: number | null;
    sharpe: number | null;
    hits: number | null;
    slope: number | null;
    rows: number;
    sessions: number;
  };
  folds: Fold[];
  trials: number;
}

export interface Drift {
  feature: string;
  psi: number | null;
  p: number | null;
  drifted: boolean;
  at: number;
  model: string;
}

export interface Features {
  set: string;
  version: string;
  names: string[];
  published: number;
  drift: Drift[];
  share: number | null;
}

export interface Job {
  id: string;
  kind: string;
  state: string;
  fraction: number;
  doing: string;
  cause: string;
  requestedAt: number;
  visibleAt: number;
  output: string;
  reason: string;
}

export interface Step {
  at: number;
  model: string;
  from: string;
  to: string;
  who: string;
  reason: string;
}

export interface Reign {
  at: number;
  strategy: string;
  model: string;
}

/** `history` and `reigns` are newest first. */
export interface Learning {
  champion: string;
  strategy: string;
  shadows: string[];
  doing: string;
  history: Step[];
  reigns: Reign[];
}

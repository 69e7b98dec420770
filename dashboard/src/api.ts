/** The controller's answers; money and quantities are decimal strings, times epoch milliseconds. */
export interface Status {
  kind: string;
  market: string;
  environment: string;
  version: string;
  account: string;
  now: number;
  speed: number;
  next: { name: string; at: number };
  condition: string;
  reason: string;
  holds: Record<string, string>;
  cash: string;
  equity: string;
  peak: string;
  realized: string;
  ledgerSum: string;
  orders: number;
  fills: number;
  trouble: string;
  startedAt: number;
}

export interface Service {
  name: string;
  state: string;
  detail: string;
  live: boolean;
  ready: boolean;
}

export interface Position {
  symbol: string;
  quantity: string;
  averageCost: string;
  last: string;
  value: string;
  profit: string;
}

export interface Order {
  id: string;
  symbol: string;
  side: string;
  quantity: string;
  filled: string;
  averagePrice: string;
  pricing: string;
  state: string;
  reason: string;
  decidedAt: number;
  changedAt: number;
}

export interface EquityPoint {
  at: number;
  equity: string;
}

export interface Candle {
  from: number;
  to: number;
  open: string;
  high: string;
  low: string;
  close: string;
}

export interface Marker {
  at: number;
  side: string;
  quantity: string;
  price: string;
}

export interface Candles {
  symbol: string;
  bars: Candle[];
  fills: Marker[];
}

export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export async function read<T>(path: string): Promise<T> {
  return answer<T>(await fetch("/api/v1/" + path));
}

export async function post<T>(path: string, token: string, body: object): Promise<T> {
  return answer<T>(
    await fetch("/api/v1/" + path, {
      method: "POST",
      headers: {
        Authorization: "Bearer " + token,
        "Content-Type": "application/json",
        "Idempotency-Key": crypto.randomUUID(),
      },
      body: JSON.stringify(body),
    }),
  );
}

async function answer<T>(response: Response): Promise<T> {
  const body = (await response.json()) as T & { error?: string };
  if (!response.ok) {
    throw new Refused(response.status, body.error ?? "status " + response.status);
  }
  return body;
}

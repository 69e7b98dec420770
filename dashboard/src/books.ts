import type { EquityPoint, Order, Position, Status } from "./api";
import { cell, element, fill, row, text } from "./dom";
import { count, day, dayAndTime, dollars, money, percent, shares, signed, utcMinute } from "./format";

/** Equity and what it is made of. */
export class Figures {
  private status: Status | undefined;
  private first: EquityPoint | undefined;
  private held: number | undefined;

  hear(status: Status): void {
    this.status = status;
    this.show();
  }

  /** `equity` is oldest first. */
  books(positions: Position[], equity: EquityPoint[]): void {
    this.first = equity[0];
    this.held = positions.some((position) => position.value === "")
      ? undefined
      : positions.reduce((sum, position) => sum + Math.abs(Number(position.value)), 0);
    this.show();
  }

  private show(): void {
    const status = this.status;
    if (!status) return;
    const equity = Number(status.equity);
    const peak = Number(status.peak);
    text("equity", dollars(equity));
    text("peak", "peak " + dollars(peak));
    coloured("realized", Number(status.realized), signed(Number(status.realized)));
    text("drawdown", percent(peak > 0 ? Math.min(0, equity / peak - 1) : 0));
    text("cash", dollars(Number(status.cash)));
    text("orders-count", count(status.orders));
    text("fills-count", status.fills === 1 ? "1 fill" : count(status.fills) + " fills");
    const balanced = Number(status.ledgerSum) === 0;
    text("ledger", balanced ? "balanced" : "WRONG");
    text("ledger-sum", balanced ? "sums to 0" : "off by " + status.ledgerSum);
    element("ledger").className = balanced ? "" : "down";
    this.showProfit(equity);
    this.showExposure(equity);
  }

  private showProfit(equity: number): void {
    if (!this.first) return;
    const begun = Number(this.first.equity);
    coloured("profit", equity - begun, signed(equity - begun));
    text("profit-share", begun > 0 ? percent(equity / begun - 1, "+") : "");
    text("since", "since " + day(this.first.at));
  }

  private showExposure(equity: number): void {
    const known = this.held !== undefined && equity > 0;
    text("exposure", known ? percent((this.held ?? 0) / equity) : "–");
    text("held", known ? dollars(this.held ?? 0) + " held" : "waiting for prices");
  }
}

export function showPositions(positions: Position[]): void {
  const rows = positions.map((held) => {
    const profit = Number(held.profit);
    return row(
      cell(held.symbol),
      cell(shares(held.quantity), "number"),
      cell(money(held.averageCost), "number"),
      cell(money(held.last), "number spare"),
      cell(money(held.value), "number"),
      cell(held.profit === "" ? "" : signed(profit, ""), "number " + direction(profit)),
    );
  });
  fill("positions", rows, 6, "Nothing is held. A position comes with the first fill of a buy, a bar after its order.");
}

export function showOrders(orders: Order[]): void {
  const rows = orders.map((order) => {
    const decided = cell(dayAndTime(order.decidedAt));
    decided.title = utcMinute(order.decidedAt) + " UTC";
    return row(
      decided,
      cell(order.side.toLowerCase(), order.side === "BUY" ? "up" : "down"),
      cell(shares(order.quantity), "number"),
      cell(order.symbol),
      cell(order.pricing, "spare"),
      cell(money(order.averagePrice), "number"),
      state(order),
    );
  });
  fill("orders", rows, 7, "No orders yet. Decisions are made when a bar has closed while the market is open.");
}

function state(order: Order): HTMLTableCellElement {
  const words = order.state.toLowerCase().replaceAll("_", " ");
  const part = order.filled !== "0" && order.filled !== order.quantity;
  const made = cell(part ? `${words} (${shares(order.filled)})` : words, "state-" + order.state);
  if (order.reason) {
    const reason = document.createElement("small");
    reason.textContent = order.reason;
    made.append(reason);
  }
  return made;
}

function coloured(id: string, value: number, words: string): void {
  text(id, words);
  element(id).className = direction(value);
}

function direction(value: number): string {
  return value < 0 ? "down" : value > 0 ? "up" : "";
}

import "./style.css";

import { read, type Candles, type EquityPoint, type Order, type Position, type Service, type Status } from "./api";
import { CandleChart, EquityChart } from "./charts";
import { cell, element, fill, row, text } from "./dom";
import { date, dayAndTime, money, shares, signed, span, time } from "./format";
import { Steering } from "./steering";

const BANNERS: Record<string, string> = {
  synthetic: "SYNTHETIC MARKET: no price here is anybody's, and no money is real",
  replay: "REPLAY of recorded prices with a simulated broker",
  simulated: "REAL PRICES, simulated broker: no money is real",
  paper: "PAPER TRADING: real prices, no real money",
  live: "LIVE: REAL MONEY",
};
const LEAST_PAUSE_MILLIS = 400;

const equityChart = new EquityChart();
const candleChart = new CandleChart();
const symbol = element<HTMLSelectElement>("symbol");
let status: Status | undefined;
let heardAt = 0;
let firstEquity: number | undefined;
let connected = false;
let complaint = "";

const steering = new Steering((trouble) => {
  complaint = trouble;
  showTrouble();
});

function showTrouble(): void {
  const words = connected
    ? status?.trouble || complaint
    : "connection lost, trying again; what you see is the last that was heard";
  element("trouble").hidden = words === "";
  text("trouble", words);
  document.querySelector("main")?.classList.toggle("stale", !connected || Boolean(status?.trouble));
}

function showStatus(now: Status): void {
  status = now;
  heardAt = performance.now();
  const banner = element("banner");
  banner.className = "banner " + now.kind;
  const speed = now.kind === "synthetic" && now.speed > 0 ? ` · ${now.speed} times real time` : "";
  text("banner", (BANNERS[now.kind] ?? now.market) + speed);
  const condition = element("condition");
  condition.className = "pill " + now.condition;
  text("condition", now.condition);
  text("reason", now.reason);
  text("equity", money(now.equity));
  text("cash", money(now.cash));
  text("orders-count", now.orders.toLocaleString("en-US"));
  text("fills-count", now.fills.toLocaleString("en-US"));
  const balanced = Number(now.ledgerSum) === 0;
  text("ledger", balanced ? "balanced" : "off by " + now.ledgerSum);
  element("ledger").className = balanced ? "" : "down";
  text("version", `ats ${now.version}, account ${now.account}, ${now.environment}, ${now.market}`);
  document.title = `${money(now.equity)} · ats ${now.kind}`;
  showProfit();
  steering.fit(now.condition, now.holds);
  showTrouble();
}

function showProfit(): void {
  if (!status || firstEquity === undefined) return;
  const profit = Number(status.equity) - firstEquity;
  text("profit", signed(profit));
  element("profit").className = profit < 0 ? "down" : profit > 0 ? "up" : "";
}

/** Between two words of the server the market's clock runs on by itself. */
function showClock(): void {
  if (status) {
    const passed = connected ? (performance.now() - heardAt) * status.speed : 0;
    const closed = status.next.name === "open";
    const now = closed ? status.now : Math.min(status.now + passed, status.next.at || Infinity);
    text("market-time", time(now));
    text("market-date", date(now));
    const left = span(status.next.at - now);
    const words: Record<string, string> = {
      open: status.speed === 1 ? "opens in " + left : `closed; opens at ${dayAndTime(status.next.at)}`,
      close: "closes in " + left,
      end: "ends in " + left,
    };
    text("countdown", words[status.next.name] ?? "");
  }
  requestAnimationFrame(showClock);
}

async function showBooks(): Promise<void> {
  const [positions, orders, equity] = await Promise.all([
    read<Position[]>("positions"),
    read<Order[]>("orders?limit=100"),
    read<EquityPoint[]>("equity?limit=600"),
  ]);
  fill(
    "positions",
    positions.map((held) =>
      row(
        cell(held.symbol),
        cell(shares(held.quantity), "number"),
        cell(money(held.averageCost), "number"),
        cell(money(held.last), "number"),
        cell(money(held.value), "number"),
        cell(
          held.profit === "" ? "" : signed(Number(held.profit)),
          "number " + (Number(held.profit) < 0 ? "down" : "up"),
        ),
      ),
    ),
    6,
    "Nothing is held. Positions come with the first fills, a bar after the first orders.",
  );
  fill(
    "orders",
    orders.map((order) => {
      const state = cell(order.state.toLowerCase().replaceAll("_", " "), "state-" + order.state);
      state.title = order.reason;
      if (order.reason) state.append(" · " + order.reason);
      return row(
        cell(dayAndTime(order.decidedAt)),
        cell(order.side.toLowerCase(), order.side === "BUY" ? "up" : "down"),
        cell(shares(order.quantity), "number"),
        cell(order.symbol),
        cell(order.pricing),
        cell(money(order.averagePrice), "number"),
        state,
      );
    }),
    7,
    "No orders yet. The first decision is made when the first bar of the session has closed.",
  );
  firstEquity = equity[0] ? Number(equity[0].equity) : undefined;
  showProfit();
  equityChart.show(equity);
}

async function showBars(): Promise<void> {
  if (symbol.value) {
    candleChart.show(await read<Candles>("candles?limit=240&symbol=" + encodeURIComponent(symbol.value)));
  }
}

async function showServices(): Promise<void> {
  const services = await read<Service[]>("services");
  element("services").replaceChildren(
    ...services.map((service) => {
      const line = document.createElement("li");
      const dot = document.createElement("span");
      dot.className = "dot " + (service.ready ? "ready" : service.live ? "" : "dead");
      dot.setAttribute("role", "img");
      dot.setAttribute("aria-label", service.state.toLowerCase());
      const name = document.createElement("b");
      name.textContent = service.name;
      const detail = document.createElement("span");
      detail.className = "quiet";
      detail.textContent = service.detail;
      line.append(dot, name, detail);
      return line;
    }),
  );
}

/** Runs a task at most once in a while, and once more if it was asked for meanwhile. */
function throttled(task: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = async () => {
    running = true;
    do {
      again = false;
      // what cannot be had now is asked for with the next change; the banner says what is wrong
      await task().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, LEAST_PAUSE_MILLIS));
    } while (again);
    running = false;
  };
  return () => {
    if (running) again = true;
    else void run();
  };
}

const refresh: Record<string, () => void> = {
  books: throttled(showBooks),
  bars: throttled(showBars),
  services: throttled(showServices),
};

function refreshAll(): void {
  for (const task of Object.values(refresh)) task();
}

async function offerSymbols(): Promise<void> {
  const symbols = await read<string[]>("symbols");
  symbol.replaceChildren(...symbols.map((name) => new Option(name, name)));
  refresh["bars"]?.();
}

function listen(): void {
  const stream = new EventSource("/api/v1/stream");
  stream.addEventListener("open", () => {
    connected = true;
    showTrouble();
    if (symbol.options.length === 0) void offerSymbols().catch(() => undefined);
    refreshAll();
  });
  stream.addEventListener("error", () => {
    connected = false;
    showTrouble();
  });
  stream.addEventListener("status", (event) => showStatus(JSON.parse(event.data) as Status));
  stream.addEventListener("changed", (event) => {
    for (const what of JSON.parse(event.data) as string[]) refresh[what]?.();
  });
}

symbol.addEventListener("change", () => refresh["bars"]?.());
listen();
showClock();

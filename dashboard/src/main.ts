import "./style.css";
import "./learning/learning.css";

import { read, type Candles, type EquityPoint, type Order, type Position, type Service, type Status } from "./api";
import { Figures, showOrders, showPositions } from "./books";
import { CandleChart, EquityChart } from "./charts";
import { Clock } from "./clock";
import { element, text } from "./dom";
import { dollars, utc } from "./format";
import { Guard } from "./guard";
import { LearningSection } from "./learning/section";
import { Link } from "./link";
import { Steering } from "./steering";

const BANNERS: Record<string, string> = {
  synthetic: "SYNTHETIC MARKET: no price here is anybody's, and no money is real",
  replay: "REPLAY of recorded prices with a simulated broker",
  simulated: "REAL PRICES, simulated broker: no money is real",
  paper: "PAPER TRADING: real prices, no real money",
  live: "LIVE: REAL MONEY",
};
const LEAST_PAUSE_MILLIS = 400;
const RETRY_MILLIS = 2_000;

const equityChart = new EquityChart();
const candleChart = new CandleChart();
const figures = new Figures();
const clock = new Clock();
const symbol = element<HTMLSelectElement>("symbol");
let status: Status | undefined;
let lostAt: number | undefined;
let complaint = "";

const guard = new Guard();
const learning = new LearningSection(guard);
const steering = new Steering(guard, (trouble) => {
  complaint = trouble;
  showTrouble();
});

const refresh: Record<string, () => void> = {
  books: throttled(showBooks),
  bars: throttled(showBars),
  services: throttled(showServices),
  learning: throttled(() => learning.show()),
};

const link = new Link({
  status: showStatus,
  changed: (what) => what.forEach((name) => refresh[name]?.()),
  connection: (up) => {
    lostAt = up ? undefined : (lostAt ?? Date.now());
    clock.run(up);
    if (up) {
      void offerSymbols().catch(() => undefined);
      Object.values(refresh).forEach((task) => task());
    }
    showTrouble();
  },
});

symbol.addEventListener("change", () => refresh["bars"]?.());

/** Everything that makes what is shown doubtful, in one place. */
function showTrouble(): void {
  const lost =
    lostAt === undefined
      ? ""
      : `Connection lost at ${utc(lostAt)} UTC. ` +
        (status ? "What you see is the last that was heard" : "Nothing was heard yet") +
        "; trying again.";
  const words = [lost, status?.trouble, complaint].filter(Boolean).join(" ");
  element("trouble").hidden = words === "";
  text("trouble", words);
  document.body.classList.toggle("stale", lost !== "" || Boolean(status?.trouble));
  showCondition();
}

/** Unheard of, a state is only what it was. */
function showCondition(): void {
  if (!status) return;
  const sure = lostAt === undefined && !status.trouble;
  const state = "kill" in status.holds ? "KILLED" : "operator" in status.holds ? "PAUSED" : status.condition;
  element("condition").className = "pill " + (sure ? status.condition : "");
  text("condition", sure ? state : "was " + state);
  text("reason", status.reason);
}

function showStatus(now: Status): void {
  status = now;
  clock.hear(now);
  figures.hear(now);
  const banner = element("banner");
  banner.className = "banner " + now.kind;
  const speed = now.kind === "synthetic" && now.speed > 0 ? ` · ${now.speed} times real time` : "";
  text("banner", (BANNERS[now.kind] ?? now.market) + speed);
  text("version", `ats ${now.version}, account ${now.account}, ${now.environment}, ${now.market}`);
  document.title = `${dollars(Number(now.equity))} · ats ${now.kind}`;
  steering.fit(now.condition, now.holds);
  showTrouble();
}

async function showBooks(): Promise<void> {
  const [positions, orders, equity] = await Promise.all([
    read<Position[]>("positions"),
    read<Order[]>("orders?limit=100"),
    read<EquityPoint[]>("equity?limit=600"),
  ]);
  showPositions(positions);
  showOrders(orders);
  figures.books(positions, equity);
  equityChart.show(equity);
}

async function showBars(): Promise<void> {
  if (symbol.value) {
    candleChart.show(await read<Candles>("candles?limit=240&symbol=" + encodeURIComponent(symbol.value)));
  }
}

async function showServices(): Promise<void> {
  const services = await read<Service[]>("services");
  element("services").replaceChildren(...services.map(line));
}

function line(service: Service): HTMLLIElement {
  const made = document.createElement("li");
  // one that does its work may still want somebody to look
  const well = service.ready && service.state !== "WARNING";
  const dot = document.createElement("span");
  dot.className = "dot " + (well ? "ready" : service.live ? "" : "dead");
  dot.setAttribute("aria-hidden", "true");
  const name = document.createElement("b");
  name.textContent = service.name;
  const detail = document.createElement("span");
  detail.className = "detail";
  detail.textContent = service.state.toLowerCase() + (service.detail ? ": " + service.detail : "");
  detail.title = detail.textContent;
  if (well) made.className = "well";
  made.append(dot, name, detail);
  return made;
}

/** Runs a task at most once in a while, once more if it was asked for meanwhile, and again if it failed. */
function throttled(task: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = async () => {
    running = true;
    do {
      again = false;
      const done = await task().then(
        () => true,
        () => false,
      );
      await new Promise((resolve) => setTimeout(resolve, done ? LEAST_PAUSE_MILLIS : RETRY_MILLIS));
      // without a connection nothing can be had; everything is asked for when it is back
      again ||= !done && link.connected();
    } while (again);
    running = false;
  };
  return () => {
    if (running) again = true;
    else void run();
  };
}

async function offerSymbols(): Promise<void> {
  const names = await read<string[]>("symbols");
  if (names.join() === [...symbol.options].map((option) => option.value).join()) return;
  const chosen = symbol.value;
  symbol.replaceChildren(...names.map((name) => new Option(name, name, false, name === chosen)));
  refresh["bars"]?.();
}

import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  type CandlestickData,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type SeriesMarker,
  type Time,
  type UTCTimestamp,
} from "lightweight-charts";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

import type { Candle, Candles, EquityPoint, Marker } from "./api";
import { colour, element, text } from "./dom";
import { count, day, dayAndTime, dollars, money, newYorkSeconds, shortTime } from "./format";

const HEIGHT = 240;
const SHOWN_BARS = 90;

/** Equity over market time; nights are not drawn, so points stand side by side. */
export class EquityChart {
  private readonly host = element("equity-chart");
  private plot: uPlot | undefined;
  private points: EquityPoint[] = [];

  constructor() {
    new ResizeObserver(() => this.plot?.setSize(this.size())).observe(this.host);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw(true));
    note(this.host, "Waiting for the books.");
  }

  show(points: EquityPoint[]): void {
    this.points = points;
    this.draw(false);
    this.say(this.plot?.cursor.idx);
  }

  private draw(anew: boolean): void {
    if (this.points.length < 2) {
      this.plot?.destroy();
      this.plot = undefined;
      note(this.host, "The curve begins with the second bar of the session.");
      return;
    }
    const data: uPlot.AlignedData = [
      this.points.map((_, index) => index),
      this.points.map((point) => Number(point.equity)),
    ];
    if (this.plot && !anew) {
      this.plot.setData(data);
      return;
    }
    this.host.replaceChildren();
    this.plot?.destroy();
    this.plot = new uPlot(this.options(), data, this.host);
  }

  private options(): uPlot.Options {
    const axis = { stroke: colour("quiet"), grid: { stroke: colour("line"), width: 1 }, ticks: { show: false } };
    return {
      ...this.size(),
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false } },
      padding: [8, 12, 0, 0],
      scales: { x: { time: false } },
      axes: [
        { ...axis, size: 30, space: 90, values: (_, splits) => this.times(splits) },
        { ...axis, size: 74, values: (_, splits) => splits.map(count) },
      ],
      series: [{}, { stroke: colour("accent"), width: 2, fill: colour("accent") + "22", points: { show: false } }],
      hooks: { setCursor: [(plot) => this.say(plot.cursor.idx)] },
    };
  }

  /** The day is named where it differs from that of the mark before. */
  private times(splits: number[]): string[] {
    let before = "";
    return splits.map((split) => {
      const point = this.points[Math.round(split)];
      if (!point || !Number.isInteger(split)) return "";
      const today = day(point.at);
      const words = before !== "" && before !== today ? dayAndTime(point.at) : shortTime(point.at);
      before = today;
      return words;
    });
  }

  /** The point under the pointer, else the last one. */
  private say(index: number | null | undefined): void {
    const last = this.points.at(-1);
    const point = (index == null ? undefined : this.points[index]) ?? last;
    if (!point || !last) return;
    text("equity-readout", `${dayAndTime(point.at)} New York · ${dollars(Number(point.equity))}`);
    this.host.setAttribute("aria-label", "Equity over time, last " + dollars(Number(last.equity)));
  }

  private size(): { width: number; height: number } {
    return { width: Math.max(200, this.host.clientWidth), height: HEIGHT };
  }
}

/** Bars of one symbol, and what we bought and sold in them; a bar that rose is hollow. */
export class CandleChart {
  private readonly host = element("candle-chart");
  private readonly chart: IChartApi;
  private readonly series: ISeriesApi<"Candlestick">;
  private readonly markers: ISeriesMarkersPluginApi<Time>;
  private candles: Candles = { symbol: "", bars: [], fills: [] };
  private pointed: number | undefined;

  constructor() {
    this.chart = createChart(this.host, {
      autoSize: true,
      height: HEIGHT,
      timeScale: { timeVisible: true, secondsVisible: false },
      // its logo needs a style element, which the page's policy forbids; the footer names the maker
      layout: { attributionLogo: false },
    });
    this.series = this.chart.addSeries(CandlestickSeries);
    this.markers = createSeriesMarkers(this.series, []);
    this.chart.subscribeCrosshairMove((move) => {
      this.pointed = move.logical ?? undefined;
      this.say();
    });
    this.paint();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.paint());
  }

  show(candles: Candles): void {
    const other = candles.symbol !== this.candles.symbol;
    this.candles = candles;
    this.series.setData(
      candles.bars.map(
        (bar): CandlestickData => ({
          time: newYorkSeconds(bar.from) as UTCTimestamp,
          open: Number(bar.open),
          high: Number(bar.high),
          low: Number(bar.low),
          close: Number(bar.close),
        }),
      ),
    );
    this.mark();
    this.say();
    if (other) {
      const bars = candles.bars.length;
      this.chart.timeScale().setVisibleLogicalRange({ from: Math.max(0, bars - SHOWN_BARS), to: bars + 3 });
    }
  }

  private mark(): void {
    const { bars, fills } = this.candles;
    this.markers.setMarkers(
      fills.flatMap((fill): SeriesMarker<Time>[] => {
        const bar = barOf(fill, bars);
        if (!bar) return [];
        const bought = fill.side === "BUY";
        return [
          {
            time: newYorkSeconds(bar.from) as UTCTimestamp,
            position: bought ? "belowBar" : "aboveBar",
            shape: bought ? "arrowUp" : "arrowDown",
            color: colour(bought ? "up" : "down"),
            text: (bought ? "+" : "−") + fill.quantity,
          },
        ];
      }),
    );
  }

  /** The bar under the pointer, else the last one. */
  private say(): void {
    const { bars, symbol, fills } = this.candles;
    const bar = (this.pointed === undefined ? undefined : bars[this.pointed]) ?? bars.at(-1);
    if (!bar) {
      text("candle-readout", symbol ? `waiting for the first bar of ${symbol}` : "waiting for the first bar");
      return;
    }
    const prices = `O ${money(bar.open)} H ${money(bar.high)} L ${money(bar.low)} C ${money(bar.close)}`;
    text("candle-readout", `${dayAndTime(bar.from)} New York · ${prices}`);
    this.host.setAttribute("aria-label", `Bars of ${symbol}, last ${money(bar.close)}, with ${fills.length} fills`);
  }

  private paint(): void {
    this.chart.applyOptions({
      layout: { background: { color: "transparent" }, textColor: colour("quiet") },
      grid: { vertLines: { color: colour("line") }, horzLines: { color: colour("line") } },
      rightPriceScale: { borderColor: colour("line") },
      timeScale: { borderColor: colour("line") },
    });
    this.series.applyOptions({
      upColor: colour("card"),
      downColor: colour("down"),
      borderUpColor: colour("up"),
      borderDownColor: colour("down"),
      wickUpColor: colour("up"),
      wickDownColor: colour("down"),
      priceLineColor: colour("quiet"),
    });
    this.mark();
  }
}

function barOf(fill: Marker, bars: Candle[]): Candle | undefined {
  return bars.findLast((bar) => bar.from <= fill.at && fill.at < bar.to);
}

function note(host: HTMLElement, words: string): void {
  const empty = document.createElement("p");
  empty.className = "empty";
  empty.textContent = words;
  host.replaceChildren(empty);
}

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

import type { Candles, EquityPoint } from "./api";
import { colour, element } from "./dom";
import { dayAndTime, newYorkSeconds, shortTime } from "./format";

const HEIGHT = 260;

/** Equity over market time; nights are not drawn, so points stand side by side. */
export class EquityChart {
  private readonly host = element("equity-chart");
  private plot: uPlot | undefined;
  private points: EquityPoint[] = [];

  constructor() {
    new ResizeObserver(() => this.plot?.setSize(this.size())).observe(this.host);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw(true));
  }

  show(points: EquityPoint[]): void {
    this.points = points;
    this.draw(false);
  }

  private draw(anew: boolean): void {
    const data: uPlot.AlignedData = [
      this.points.map((_, index) => index),
      this.points.map((point) => Number(point.equity)),
    ];
    if (this.points.length < 2) {
      this.plot?.destroy();
      this.plot = undefined;
      note(this.host, "the curve begins with the second bar of the session");
      return;
    }
    if (this.plot && !anew) {
      this.plot.setData(data);
      return;
    }
    this.host.replaceChildren();
    this.plot?.destroy();
    this.plot = new uPlot(this.options(), data, this.host);
  }

  private options(): uPlot.Options {
    const at = (index: number) => this.points[Math.round(index)]?.at ?? 0;
    const axis = { stroke: colour("quiet"), grid: { stroke: colour("line"), width: 1 }, ticks: { show: false } };
    return {
      ...this.size(),
      legend: { show: false },
      cursor: { y: false },
      scales: { x: { time: false } },
      axes: [
        { ...axis, space: 90, values: (_, splits) => splits.map((split) => shortTime(at(split))) },
        { ...axis, size: 74, values: (_, splits) => splits.map((split) => split.toLocaleString("en-US")) },
      ],
      series: [{}, { stroke: colour("accent"), width: 2, fill: colour("accent") + "22", points: { show: false } }],
      hooks: {
        setCursor: [
          (plot) => {
            const index = plot.cursor.idx;
            const point = index == null ? undefined : this.points[index];
            this.host.title = point
              ? dayAndTime(point.at) + "  " + Number(point.equity).toLocaleString("en-US")
              : "";
          },
        ],
      },
    };
  }

  private size(): { width: number; height: number } {
    return { width: Math.max(200, this.host.clientWidth), height: HEIGHT };
  }
}

/** Bars of one symbol, and what we bought and sold in them. */
export class CandleChart {
  private readonly host = element("candle-chart");
  private readonly chart: IChartApi;
  private readonly series: ISeriesApi<"Candlestick">;
  private readonly markers: ISeriesMarkersPluginApi<Time>;
  private symbol = "";

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
    this.paint();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.paint());
  }

  show(candles: Candles): void {
    const bars: CandlestickData[] = candles.bars.map((bar) => ({
      time: newYorkSeconds(bar.from) as UTCTimestamp,
      open: Number(bar.open),
      high: Number(bar.high),
      low: Number(bar.low),
      close: Number(bar.close),
    }));
    this.series.setData(bars);
    this.markers.setMarkers(
      candles.fills.map((fill): SeriesMarker<Time> => {
        const bought = fill.side === "BUY";
        return {
          time: newYorkSeconds(fill.at - (fill.at % 60_000)) as UTCTimestamp,
          position: bought ? "belowBar" : "aboveBar",
          shape: bought ? "arrowUp" : "arrowDown",
          color: colour(bought ? "up" : "down"),
          text: (bought ? "+" : "−") + fill.quantity,
        };
      }),
    );
    if (candles.symbol !== this.symbol) {
      this.symbol = candles.symbol;
      const shown = Math.min(90, bars.length);
      this.chart.timeScale().setVisibleLogicalRange({ from: bars.length - shown, to: bars.length + 3 });
    }
  }

  private paint(): void {
    this.chart.applyOptions({
      layout: { background: { color: "transparent" }, textColor: colour("quiet") },
      grid: { vertLines: { color: colour("line") }, horzLines: { color: colour("line") } },
      rightPriceScale: { borderColor: colour("line") },
      timeScale: { borderColor: colour("line") },
    });
    this.series.applyOptions({
      upColor: colour("up"),
      downColor: colour("down"),
      wickUpColor: colour("up"),
      wickDownColor: colour("down"),
      borderVisible: false,
    });
  }
}

function note(host: HTMLElement, words: string): void {
  const empty = document.createElement("p");
  empty.className = "empty";
  empty.textContent = words;
  host.replaceChildren(empty);
}

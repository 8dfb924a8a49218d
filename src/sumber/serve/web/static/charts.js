// Charts from what a view gives under its own address. Words are drawn on a canvas, never as HTML.
import { init, registerMap } from "/static/vendor/echarts.min.js";

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const cut = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

function base() {
  return {
    animation: false,
    textStyle: { fontFamily: "system-ui, sans-serif", color: colour("ink") },
    tooltip: {
      renderMode: "richText",
      backgroundColor: colour("raised"),
      borderColor: colour("line"),
      textStyle: { color: colour("ink"), fontSize: 12 },
      confine: true,
    },
  };
}

const label = () => ({ color: colour("dim"), fontSize: 11 });

const quads = ["verbal_coop", "material_coop", "verbal_conflict", "material_conflict"];

/** Bars by week, conflict below the line. Weeks in which nothing was told stand empty. */
function weeks({ weeks: told }, words) {
  const byMonday = new Map(told.map((week) => [week.monday, week]));
  const mondays = [];
  const last = Date.parse(told.at(-1).monday);
  for (let at = Date.parse(told[0].monday); at <= last && mondays.length < 5000; at += 7 * 864e5) {
    mondays.push(new Date(at).toISOString().slice(0, 10));
  }
  const sign = (quad) => (quad.endsWith("conflict") ? -1 : 1);
  return {
    ...base(),
    legend: { top: 0, left: 0, itemWidth: 10, itemHeight: 10, textStyle: label(), selectedMode: false },
    grid: { left: 36, right: 8, top: 52, bottom: 24 },
    tooltip: {
      ...base().tooltip,
      trigger: "axis",
      formatter: (rows) =>
        [rows[0].axisValue, ...rows.filter((row) => row.value).map((row) => `${row.seriesName}: ${Math.abs(row.value)}`)].join("\n"),
    },
    xAxis: {
      type: "category",
      data: mondays,
      axisLabel: label(),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour("line") }, onZero: true },
    },
    yAxis: {
      type: "value",
      minInterval: 1,
      axisLabel: { ...label(), formatter: (value) => `${Math.abs(value)}` },
      splitLine: { lineStyle: { color: colour("line") } },
    },
    series: quads.map((quad) => ({
      type: "bar",
      name: words[quad],
      stack: "all",
      barMaxWidth: 18,
      itemStyle: { color: colour(quad.replace("_", "-")) },
      data: mondays.map((monday) => sign(quad) * (byMonday.get(monday)?.[quad] ?? 0)),
    })),
  };
}

/** Origins at the left, their own reports in the middle, what was taken from those at the right. */
function lineage({ nodes, edges }, words, place) {
  const narrow = place.clientWidth < 600;
  const names = ["origin", "own", "copy", "translation"];
  const colours = { origin: "ink", own: "accent", copy: "material-conflict", translation: "verbal-conflict" };
  const sources = new Map(edges.map((edge) => [edge.target, edge.source]));
  const rows = [];
  for (const origin of nodes.filter((node) => node.level === 0)) {
    const own = nodes.filter((node) => node.level === 1 && node.origin === origin.id);
    for (const node of own) {
      const taken = nodes.filter((other) => other.level === 2 && sources.get(other.id) === node.id);
      rows.push([origin, node, taken]);
    }
    const loose = nodes.filter(
      (node) => node.level === 2 && node.origin === origin.id && !own.some((one) => one.id === sources.get(node.id)) &&
        !nodes.some((other) => other.level === 1 && other.id === sources.get(node.id)));
    if (loose.length || !own.length) rows.push([origin, null, loose]);
  }
  const at = new Map();
  let line = 0;
  for (const [origin, own, taken] of rows) {
    const first = line;
    for (const node of taken) at.set(node.id, [2, line++]);
    if (!taken.length) line += 1;
    if (own) at.set(own.id, [1, (first + line - 1) / 2]);
    const before = at.get(origin.id);
    at.set(origin.id, [0, before ? (before[2] + line - 1) / 2 : (first + line - 1) / 2, before ? before[2] : first]);
  }
  // The drawing is as large as its nodes lie apart, so that nothing is stretched.
  const high = 34;
  const levels = Math.max(...nodes.map((node) => at.get(node.id)?.[0] ?? 0), 1);
  const step = (place.clientWidth - (narrow ? 130 : 260)) / levels;
  const lines = nodes.map((node) => at.get(node.id)?.[1] ?? 0);
  const [top, bottom] = [Math.min(...lines), Math.max(...lines)];
  place.style.height = `${(bottom - top) * high + 84}px`;
  return {
    ...base(),
    legend: { top: 0, left: 0, itemWidth: 10, itemHeight: 10, textStyle: label(), selectedMode: false, data: names.map((name) => words[name]) },
    tooltip: {
      ...base().tooltip,
      formatter: ({ data, dataType }) =>
        dataType === "edge" ? words[data.kind] : [data.told.name, data.told.title && cut(data.told.title, 70), data.told.when].filter(Boolean).join("\n"),
    },
    series: [
      {
        type: "graph",
        layout: "none",
        left: 8,
        top: 58,
        width: levels * step,
        height: (bottom - top) * high || 1,
        categories: names.map((name) => ({ name: words[name], itemStyle: { color: colour(colours[name]) } })),
        edgeSymbol: ["none", "arrow"],
        edgeSymbolSize: 7,
        symbolSize: 9,
        label: { show: true, position: [0, -13], color: colour("ink"), fontSize: 11, formatter: ({ data }) => cut(data.told.name, narrow ? 16 : 34) },
        lineStyle: { color: colour("dim"), width: 1, opacity: 0.8, curveness: 0 },
        emphasis: { focus: "adjacency" },
        data: nodes.map((node) => ({
          id: node.id,
          name: node.id,
          told: node,
          category: names.indexOf(node.kind),
          x: (at.get(node.id)?.[0] ?? 0) * step,
          y: (at.get(node.id)?.[1] ?? 0) * high,
        })),
        links: edges.map((edge) => ({ ...edge, lineStyle: { type: edge.kind === "translation" ? "dashed" : "solid" } })),
      },
    ],
  };
}

/** The places on the outline of the land, with enough around them to see where on earth they are. */
async function map({ spots }) {
  registerMap("land", await (await fetch("/static/vendor/land.json")).json());
  const [lons, lats] = [0, 1].map((axis) => spots.map((spot) => spot.at[axis]));
  const bounds = (values, most, least) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const margin = Math.max(least, (high - low) * 0.25);
    return [Math.max(-most, low - margin), Math.min(most, high + margin)];
  };
  const [west, east] = bounds(lons, 180, 14);
  const [south, north] = bounds(lats, 84, 8);
  const size = (mentions) => 5 + 3 * Math.sqrt(mentions);
  return {
    ...base(),
    tooltip: { ...base().tooltip, formatter: ({ data }) => (data?.told ? `${data.told.name}: ${data.told.mentions}` : "") },
    geo: {
      map: "land",
      silent: true,
      center: [(west + east) / 2, (south + north) / 2],
      zoom: Math.min(360 / (east - west), 150 / (north - south)),
      aspectScale: 0.9,
      itemStyle: { areaColor: colour("land"), borderColor: colour("line") },
    },
    series: [
      {
        type: "scatter",
        coordinateSystem: "geo",
        itemStyle: { color: colour("accent"), opacity: 0.75, borderColor: colour("page"), borderWidth: 1 },
        label: { show: true, position: "right", color: colour("ink"), fontSize: 11, formatter: ({ data }) => cut(data.told.name, 24), textBorderColor: colour("page"), textBorderWidth: 2 },
        labelLayout: { hideOverlap: true },
        data: [...spots].sort((a, b) => b.mentions - a.mentions)
          .map((spot) => ({ value: spot.at, told: spot, symbolSize: size(spot.mentions), symbol: spot.kind === "country" ? "diamond" : "circle" })),
      },
    ],
  };
}

const kinds = { weeks, lineage, map };

/** Draws the chart of a place, again where the theme or the width changes. */
export async function draw(place) {
  const answer = await fetch(place.dataset.from);
  if (!answer.ok) return;
  const told = await answer.json();
  const words = JSON.parse(place.dataset.words ?? "{}");
  let chart;
  const again = async () => {
    const option = await kinds[place.dataset.chart](told, words, place);
    chart?.dispose(); // a chart that is resized instead keeps where its map stood, and may fail over it
    chart = init(place, null, { renderer: "canvas" });
    chart.setOption(option);
    chart.on("click", ({ data }) => {
      if (data?.told?.href) location.href = data.told.href;
    });
  };
  await again();
  document.addEventListener("theme", again);
  let size = `${place.clientWidth} ${place.clientHeight}`;
  new ResizeObserver(() => {
    const now = `${place.clientWidth} ${place.clientHeight}`;
    if (now !== size) again();
    size = now;
  }).observe(place);
  place.dataset.drawn = "";
}

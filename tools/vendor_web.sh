#!/bin/sh
# Fetches what the web pages ship from npm: htmx as it is, ECharts built down to what is drawn, Natural Earth's land as GeoJSON;
# and axe-core for the tests. Run it in the checkout's root to take up new versions, then look at every page.
set -eu
HTMX=2.0.11 ECHARTS=6.1.0 ESBUILD=0.28.2 TOPOJSON=3.1.0 ATLAS=2.0.2 AXE=4.14.1
ROOT=$PWD STATIC=$PWD/src/sumber/serve/web/static
BUILD=$(mktemp -d)
trap 'rm -rf "$BUILD"' EXIT
cd "$BUILD"
npm init -y >/dev/null
npm install --silent "htmx.org@$HTMX" "echarts@$ECHARTS" "esbuild@$ESBUILD" "topojson-client@$TOPOJSON" "world-atlas@$ATLAS" "axe-core@$AXE"
cat >entry.mjs <<'JS'
export { init, registerMap } from "echarts/core";
import { use } from "echarts/core";
import { BarChart, GraphChart, ScatterChart } from "echarts/charts";
import { GeoComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";
use([BarChart, GraphChart, ScatterChart, GeoComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);
JS
npx esbuild entry.mjs --bundle --minify --format=esm --legal-comments=none --outfile="$STATIC/vendor/echarts.min.js"
cp node_modules/htmx.org/dist/htmx.min.js "$STATIC/vendor/htmx.min.js"
cat >land.mjs <<'JS'
import { feature } from "topojson-client";
import { readFileSync, writeFileSync } from "node:fs";
const atlas = JSON.parse(readFileSync("node_modules/world-atlas/land-110m.json"));
const tenths = (x) => (Array.isArray(x) ? x.map(tenths) : Math.round(x * 10) / 10);
const features = feature(atlas, atlas.objects.land).features.map(({ geometry: { type, coordinates } }) => (
  { type: "Feature", properties: { name: "land" }, geometry: { type, coordinates: tenths(coordinates) } }));
writeFileSync(process.argv[2], JSON.stringify({ type: "FeatureCollection", features }) + "\n");
JS
node land.mjs "$STATIC/vendor/land.json"
cp node_modules/axe-core/axe.min.js "$ROOT/tests/serve/vendor/axe.min.js"
cp node_modules/axe-core/LICENSE "$ROOT/tests/serve/vendor/LICENSE.axe-core"
{
  for name in htmx.org echarts zrender tslib world-atlas; do
    printf '==== %s %s ====\n\n' "$name" "$(node -p "require('./node_modules/$name/package.json').version")"
    cat node_modules/$name/LICENSE*
    [ ! -f node_modules/$name/NOTICE ] || { echo; cat node_modules/$name/NOTICE; echo; }
    echo
  done
  printf '==== d3, parts of which are in echarts ====\n\n'
  cat node_modules/echarts/licenses/LICENSE-d3
} >"$STATIC/vendor/LICENSES.txt"

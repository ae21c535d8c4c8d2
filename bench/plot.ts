import type { ClusterName, Results } from "./results";
import { type Group, groups, secondsOf } from "./summary";

const panel = { width: 330, height: 250, left: 56, top: 64, gap: 66 };
const width = panel.left + 2 * panel.width + panel.gap + 20;
const height = panel.top + panel.height + 50;

/** Colors that are visible on white and on black. */
const colors: Record<string, string> = {
  instances: "#2f81f7",
  "plain Pods": "#e8710a",
  "dynamic resources": "#a371f7",
  "engine alone": "#8b949e",
  "Kubernetes alone": "#2da44e",
};

const titles: Record<ClusterName, string> = { kwok: "simulated nodes (kwok)", node: "a real node" };

/** The time of `up` by number of resources as SVG, with logarithmic axes. */
export function plot(results: Results): string {
  const all = groups(results).filter(({ contender }) => contender in colors);
  const times = all.flatMap((group) => secondsOf(group, "up")?.median ?? []);
  const decades = [
    Math.floor(Math.log10(Math.min(0.1, ...times))),
    Math.ceil(Math.log10(Math.max(10, ...times))),
  ];
  const [lowest = -1, highest = 2] = decades;
  const y = (value: number) =>
    round(panel.top + (panel.height * (highest - Math.log10(value))) / (highest - lowest));
  const ticks = Array.from({ length: highest - lowest + 1 }, (_, index) => 10 ** (lowest + index));
  const clusters = [...new Set(all.map(({ cluster }) => cluster))];
  const panels = clusters.map((cluster, index) => {
    const left = panel.left + index * (panel.width + panel.gap);
    return drawPanel(
      all.filter((group) => group.cluster === cluster),
      titles[cluster],
      left,
      ticks,
      y,
    );
  });
  const legend = Object.entries(colors).map(([name, color], index) => {
    const x = panel.left + index * 145;
    return `<circle cx="${x + 5}" cy="20" r="5" fill="${color}"/>${text(x + 16, 24, name, "start")}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Time of up by number of resources">
<style>
text { font: 12px system-ui, sans-serif; fill: #6e7781 }
.grid { stroke: #8b949e; stroke-opacity: 0.3 }
@media (prefers-color-scheme: dark) { text { fill: #adbac7 } }
</style>
${[...legend, ...panels].join("\n")}
</svg>
`;
}

function drawPanel(
  some: Group[],
  title: string,
  left: number,
  ticks: number[],
  y: (value: number) => number,
): string {
  const right = left + panel.width;
  const bottom = panel.top + panel.height;
  const counts = [...new Set(some.map(({ count }) => count))].sort((a, b) => a - b);
  const greatest = Math.log10(Math.max(10, ...counts));
  const x = (count: number) => round(left + 16 + ((panel.width - 32) * Math.log10(count)) / greatest);
  const lines = ticks.map(
    (tick) =>
      `<line class="grid" x1="${left}" x2="${right}" y1="${y(tick)}" y2="${y(tick)}"/>${text(left - 8, y(tick) + 4, `${tick} s`, "end")}`,
  );
  const series = Object.entries(colors).map(([name, color]) => {
    const points = some
      .filter(({ contender }) => contender === name)
      .sort((a, b) => a.count - b.count)
      .flatMap((group) => {
        const time = secondsOf(group, "up");
        return time ? [{ cx: x(group.count), cy: y(time.median) }] : [];
      });
    const path = points.map(({ cx, cy }) => `${cx},${cy}`).join(" ");
    const dots = points.map(({ cx, cy }) => `<circle cx="${cx}" cy="${cy}" r="4" fill="${color}"/>`);
    return `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2"/>${dots.join("")}`;
  });
  return [
    text((left + right) / 2, panel.top - 14, `up on ${title}`, "middle"),
    ...lines,
    ...counts.map((count) => text(x(count), bottom + 18, String(count), "middle")),
    text((left + right) / 2, bottom + 38, "number of resources", "middle"),
    ...series,
  ].join("\n");
}

const text = (x: number, y: number, content: string, anchor: string): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}">${content}</text>`;

const round = (value: number): number => Math.round(value * 10) / 10;

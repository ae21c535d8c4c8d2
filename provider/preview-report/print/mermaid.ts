import type { RuleChange } from "../traffic/grants";
import { isChange } from "../traffic/reachability";
import type { ReachChange } from "../traffic/reachability";
import { cut } from "./escape";
import { ruleVerb } from "./sentences";

/** A larger graph is unreadable at the width of a comment. */
const most = { nodes: 24, edges: 24 };

/** A graph, and what it leaves out. */
interface Graph {
  text: string;
  note?: string;
}

/**
 * Who reaches whom as a Mermaid graph; undefined if nothing changes. What is too large to read has the changes alone, or the
 * rules that change by group; undefined if that is too large as well.
 */
export function mermaid(reach: ReachChange[], rules: RuleChange[]): Graph | undefined {
  const changed = reach.filter(isChange);
  if (changed.length === 0) return undefined;
  if (changed.length <= most.edges) {
    // Two rows may name the same first ones of their sources.
    const shown = new Map(reach.map((row) => [sourceOf(row), row.from]));
    const ends = reach.flatMap(edgesOf);
    if (isReadable(ends)) return { text: drawn(ends, shown) };
    const changes = changed.flatMap(edgesOf).filter(({ kind }) => kind !== "stays");
    if (isReadable(changes)) {
      return {
        text: drawn(changes, shown),
        note: "The graph has only what opens and closes.",
      };
    }
  }
  const groups = rules.map(edgeOf);
  return groups.length > 0 && isReadable(groups)
    ? { text: drawn(groups), note: "The graph has the rules that change, by group. The table has all ends." }
    : undefined;
}

const sourceOf = ({ from, sources }: ReachChange): string => sources?.join("\n") ?? from;

const namesIn = (edges: Edge[]): string[] => [...new Set(edges.flatMap(({ from, to }) => [from, to]))];

const isReadable = (edges: Edge[]): boolean =>
  edges.length <= most.edges && namesIn(edges).length <= most.nodes;

function drawn(edges: Edge[], shown: ReadonlyMap<string, string> = new Map()): string {
  const names = namesIn(edges);
  const numbers = new Map(names.map((name, index) => [name, `n${index}`]));
  const arrows = { opens: "==>", closes: "-.->", stays: "-->" };
  const styles = {
    opens: "stroke:#2da44e,stroke-width:3px",
    world: "stroke:#cf222e,stroke-width:4px",
    closes: "stroke:#8b949e",
  };
  const styled = (Object.keys(styles) as (keyof typeof styles)[]).flatMap((name) => {
    const indexes = edges.flatMap((edge, index) => (edge.style === name ? [index] : []));
    return indexes.length > 0 ? [`  linkStyle ${indexes.join(",")} ${styles[name]}`] : [];
  });
  return [
    "flowchart LR",
    ...names.map((name) => `  ${numbers.get(name)}["${label(shown.get(name) ?? name)}"]`),
    ...edges.map(({ from, to, kind, verb, ports }) => {
      const text = [verb, ports.join(", ")].filter(Boolean).join(" ");
      return `  ${numbers.get(from)} ${arrows[kind]}|"${label(text)}"| ${numbers.get(to)}`;
    }),
    ...styled,
  ].join("\n");
}

interface Edge {
  from: string;
  to: string;
  kind: "opens" | "closes" | "stays";
  /** A color, which never stands alone. */
  style?: "opens" | "world" | "closes";
  verb: string;
  ports: string[];
}

const edgesOf = (row: ReachChange): Edge[] => {
  const { to, opens, closes, stays, fromWorld } = row;
  const from = sourceOf(row);
  const edges: Edge[] = [
    { from, to, kind: "stays", verb: "", ports: stays },
    fromWorld
      ? { from, to, kind: "opens", style: "world", verb: "opens to the world", ports: opens }
      : { from, to, kind: "opens", style: "opens", verb: "opens", ports: opens },
    { from, to, kind: "closes", style: "closes", verb: "closes", ports: closes },
  ];
  return edges.filter(({ ports }) => ports.length > 0);
};

/** A rule as an edge between its group and the other end. */
function edgeOf(rule: RuleChange): Edge {
  const { effect, direction, group, peer, peerKind, openToWorld, ports } = rule;
  const own = `group ${group}`;
  const other = peerKind === "group" ? `group ${peer}` : peer;
  const [from, to] = direction === "ingress" ? [other, own] : [own, other];
  return { from, to, kind: effect, style: openToWorld ? "world" : effect, verb: ruleVerb(rule), ports };
}

/** A quoted string in which special characters are Mermaid entities. */
const label = (text: string): string =>
  cut(text, 60).replace(/[^\p{L}\p{N} .,:;/()_-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);

import type { ReachChange } from "../traffic/reachability";
import { cut } from "./escape";

/** A larger graph is unreadable. */
const most = { nodes: 24, edges: 40 };

/** Who reaches whom as a Mermaid graph; undefined if nothing changes, or if the graph is too large to read. */
export function mermaid(reach: ReachChange[]): string | undefined {
  const names = [...new Set(reach.flatMap(({ from, to }) => [from, to]))];
  const edges = reach.flatMap(edgesOf);
  const isChanged = edges.some(({ kind }) => kind !== "stays");
  if (!isChanged || names.length > most.nodes || edges.length > most.edges) return undefined;
  const node = (name: string) => `n${names.indexOf(name)}`;
  const arrows = { opens: "==>", closes: "-.->", stays: "-->" };
  const styles = {
    opens: "stroke:#2da44e,stroke-width:3px",
    world: "stroke:#cf222e,stroke-width:4px",
    closes: "stroke:#8b949e",
  };
  const styled = (Object.keys(styles) as (keyof typeof styles)[]).flatMap((name) => {
    const numbers = edges.flatMap((edge, index) => (edge.style === name ? [index] : []));
    return numbers.length > 0 ? [`  linkStyle ${numbers.join(",")} ${styles[name]}`] : [];
  });
  return [
    "flowchart LR",
    ...names.map((name) => `  ${node(name)}["${label(name)}"]`),
    ...edges.map(({ from, to, kind, ports }) => {
      const traffic = ports.join(", ");
      const text = kind === "stays" ? traffic : `${kind} ${traffic}`;
      return `  ${node(from)} ${arrows[kind]}|"${label(text)}"| ${node(to)}`;
    }),
    ...styled,
  ].join("\n");
}

interface Edge {
  from: string;
  to: string;
  kind: "opens" | "closes" | "stays";
  style?: "opens" | "world" | "closes";
  ports: string[];
}

const edgesOf = ({ from, to, opens, closes, stays, fromWorld }: ReachChange): Edge[] => {
  const edges: Edge[] = [
    { from, to, kind: "stays", ports: stays },
    { from, to, kind: "opens", style: fromWorld ? "world" : "opens", ports: opens },
    { from, to, kind: "closes", style: "closes", ports: closes },
  ];
  return edges.filter(({ ports }) => ports.length > 0);
};

/** A quoted string in which special characters are Mermaid entities. */
const label = (text: string): string =>
  cut(text, 60).replace(/[^\p{L}\p{N} .,:;/()_-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);

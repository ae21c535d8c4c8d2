import { markdown } from "../../../../provider/preview-report/print/markdown";
import { mermaid } from "../../../../provider/preview-report/print/mermaid";
import { nothing, reach, rule } from "../../../support/report";

const many = (count: number) => Array.from({ length: count }, (_, index) => reach(`web-${index}`, "db"));
const world = { ...rule("web", "0.0.0.0/0"), peerKind: "cidr" as const };
const rules = [
  world,
  { ...rule("db", "web"), openToWorld: false, ports: ["tcp/5432"] },
  { ...rule("db", "unknown"), peerKind: "unknown" as const },
  { ...rule("web", "db"), openToWorld: false, direction: "egress" as const, effect: "closes" as const },
];

test("a graph that is too large to read has the rules that change, by group", () => {
  expect(mermaid(many(30), rules)).toEqual({
    note: "The graph has the rules that change, by group. The table has all ends.",
    text: `flowchart LR
  n0["0.0.0.0/0"]
  n1["group web"]
  n2["group db"]
  n3["unknown"]
  n0 ==>|"opens to the world tcp/80"| n1
  n1 ==>|"opens tcp/5432"| n2
  n3 ==>|"may open to the world tcp/80"| n2
  n1 -.->|"closes tcp/80"| n2
  linkStyle 1 stroke:#2da44e,stroke-width:3px
  linkStyle 0,2 stroke:#cf222e,stroke-width:4px
  linkStyle 3 stroke:#8b949e`,
  });
  const text = markdown({ ...nothing, reach: many(30), rules });
  expect(text).toContain(
    "#### Who reaches whom\n\nThe graph has the rules that change, by group. The table has all ends.\n\n```mermaid\n",
  );
  expect(text).toContain("<details><summary>Changes as a table</summary>");
});

test("a graph that is too large only because of what stays has what changes", () => {
  const stays = many(30).map((row) => ({ ...row, opens: [], stays: ["tcp/22"] }));
  const graph = mermaid([...stays, reach("api", "db")], rules);
  expect(graph).toMatchObject({ note: "The graph has only what opens and closes." });
  expect(graph?.text).toContain('n0["api"]');
  expect(graph?.text).not.toContain("tcp/22");
});

test("a graph that can be read has its ends, and one that is too large even by group is a table", () => {
  expect(mermaid(many(3), rules)).not.toHaveProperty("note");
  const groups = Array.from({ length: 41 }, (_, index) => rule(`g-${index}`, "web"));
  expect(mermaid(many(30), groups)).toBeUndefined();
  expect(mermaid(many(30), [])).toBeUndefined();
});

test("no change is only a color", () => {
  const { text } = mermaid([{ ...reach("0.0.0.0/0", "web"), fromWorld: true }], [])!;
  expect(text).toContain('==>|"opens to the world tcp/80"|');
});

import type { Report } from "../../provider/preview-report/print/report";

/** The report on a preview that says nothing. */
export const nothing: Report = {
  name: "shop/test",
  outcome: "succeeded",
  errors: [],
  failing: [],
  conditions: [],
  broken: [],
  openToWorld: false,
  rules: [],
  reach: [],
  resources: [],
  counts: {},
  unchanged: 0,
  warnings: [],
  notes: [],
};
export const rule = (group: string, peer: string): Report["rules"][number] => ({
  effect: "opens",
  direction: "ingress",
  group,
  groupId: "sg-00000000000000000",
  peer,
  peerKind: "group",
  ports: ["tcp/80"],
  openToWorld: true,
  except: [peer],
  instances: [group],
});
export const reach = (from: string, to: string): Report["reach"][number] => ({
  from,
  to,
  opens: ["tcp/80"],
  closes: [],
  stays: [],
  fromWorld: false,
});
export const resource = (text: string): Report["resources"][number] => ({
  action: "update",
  kind: text,
  name: text,
  urn: text,
  because: [text],
  fields: [{ property: text, from: text, to: `${text}!` }],
});
/** A report that has a string in every place. */
export const everywhere = (text: string): Report => ({
  ...nothing,
  name: text,
  outcome: "failed",
  errors: [text],
  openToWorld: true,
  rules: [rule(text, text)],
  reach: [reach(text, "web")],
  resources: [resource(text)],
  warnings: [text],
});

/** Strings that try to be more than text. */
export const hostile = [
  "<script>alert(1)</script>",
  "</code></pre></details><img src=x onerror=alert(1)>",
  "a ` b `` c ``` d",
  "`",
  "````\n# heading\n````",
  "| a | b |",
  "a \\| b \\\\| c",
  "@octocat #1 octo/cat#2 GH-3",
  "https://evil.example www.evil.example a@evil.example",
  "[x](javascript:alert(1)) ![y](https://evil.example/z.png)",
  "\n\n# heading\n\n- item\n\n---\n",
  "--> <!-- -->",
  "**bold** _em_ ~~gone~~ $x^2$ :tada:",
  '"]; click n0 href "javascript:alert(1)"',
  "end\\",
  "half a character: \ud83d",
  "~~~\n```mermaid\nflowchart LR\n```",
];

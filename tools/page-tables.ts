// The main module of Prettier is an ES module, which jest can't load.
import * as markdown from "prettier/plugins/markdown";
import { format } from "prettier/standalone";

import { groupArguments } from "../provider/autoscaling/arguments";
import type { Argument, Effect } from "../provider/instance/argument";
import { awsArguments, instanceArguments } from "../provider/instance/arguments";
import { cloudConfigKeys } from "../provider/user-data/cloud-config/keys";
import { amiRows } from "./ami-table";
import { missingRows, symbolRows } from "./symbol-table";

type Rows = Readonly<Record<string, Argument>>;

const effectWords: Record<Effect, string> = {
  live: "live",
  restart: "stops and starts it in its Pod",
  recreate: "re-creates the Pod",
  replace: "replaces",
};
const supportWords = {
  works: "works",
  accepted: "accepted",
  warned: "accepted, with a warning",
  rejected: "rejected",
};

/** The arguments that have an effect. */
function workingArguments(): string[][] {
  const working = Object.entries(instanceArguments).filter(([, { support }]) => support === "works");
  return [
    ["argument", "a change", "what it does"],
    ...working
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { effect, note }]) => [`\`${name}\``, effect ? effectWords[effect] : "", note]),
  ];
}

/** Every argument of `aws.ec2.Instance`, including the fields of its blocks. */
const awsRows = (): string[][] => [
  ["argument", "support", "a change", "what it does, or why not", "accepted silently"],
  ...cells("", awsArguments),
];

const cells = (prefix: string, rows: Rows): string[][] =>
  Object.entries(rows).flatMap(([name, { support, effect, note, harmless = [], fields = {} }]) => [
    [
      `\`${prefix}${name}\``,
      supportWords[support],
      effect ? effectWords[effect] : "",
      note,
      harmless.map((value) => `\`${JSON.stringify(value)}\``).join(" or "),
    ],
    ...cells(`${prefix}${name}.`, fields),
  ]);

/** Every argument of an auto scaling group. */
const groupRows = (): string[][] => [
  ["argument", "support", "a change, for the instances", "what it does, or why not"],
  ...cells("", groupArguments)
    .map((row) => row.slice(0, 4))
    .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
];

/** Every key of a cloud-config that has a name here. */
const cloudConfigRows = (): string[][] => [
  ["cloud-config key", "support", "what it does, or why not"],
  ...Object.entries(cloudConfigKeys).map(([key, { support, note }]) => [
    `\`${key}\``,
    supportWords[support],
    note,
  ]),
];

/** The tables of each page. */
const tables: Readonly<Record<string, (() => string[][])[]>> = {
  "docs/amis.md": [amiRows],
  "docs/autoscaling.md": [groupRows],
  "docs/aws-symbols.md": [symbolRows, missingRows],
  "docs/instance-arguments.md": [awsRows],
  "docs/instances.md": [workingArguments, cloudConfigRows],
};

/** The pages that have generated tables, with the tables generated again. `read` returns a page's current text. */
export async function pagesWithTables(
  read: (page: string) => string,
): Promise<{ file: string; text: string }[]> {
  return Promise.all(
    Object.entries(tables).map(async ([file, all]) => {
      let text = read(file);
      for (const rows of all) {
        const [head = [], ...body] = rows();
        const lines = [head, head.map(() => "---"), ...body].map((row) => `| ${row.join(" | ")} |\n`);
        const table = await format(lines.join(""), {
          parser: "markdown",
          plugins: [markdown],
          printWidth: 110,
        });
        text = text.replace(new RegExp(`^\\| ${head[0] ?? ""} .*\\n(?:\\|.*\\n)+`, "m"), () => table);
      }
      return { file, text };
    }),
  );
}

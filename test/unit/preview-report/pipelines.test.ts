import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import { parseCommandLine } from "../../../provider/cli/command-line";
import { commands } from "../../../provider/cli/commands";

const folder = join(__dirname, "../../../examples/pull-request");
const read = (file: string) => parse(readFileSync(join(folder, file), "utf8")) as Record<string, unknown>;

const scripts: Record<string, string[]> = {
  "github-actions.yml": (
    read("github-actions.yml")["jobs"] as { preview: { steps: { run?: string }[] } }
  ).preview.steps.flatMap(({ run }) => run ?? []),
  "gitlab-ci.yml": (read("gitlab-ci.yml")["preview"] as { script: string[] }).script,
};

test.each(Object.entries(scripts))("%s runs a preview and a report that exist", (_, lines) => {
  const script = lines.join("\n");
  // Otherwise the report leaves out who reaches whom.
  expect(script).toMatch(/^pulumi preview .*--json --show-sames .*>preview\.json \|\| true$/m);
  const [, words = ""] = /^npx ec2-pods (.*) >report\.md && code=0 \|\| code=\$\?$/m.exec(script) ?? [];
  expect(parseCommandLine(commands, words.split(" "))).toMatchObject({
    command: { name: "preview-report" },
    operands: ["preview.json"],
    options: { format: "markdown", "fail-on": "open-to-world" },
  });
  // The job ends with the exit code of the report, after the comment.
  expect(script.trimEnd()).toMatch(/exit (\$\{\{ steps\.preview\.outputs\.code \}\}|"\$code")$/);
});

test("GitHub's token can write the comment and nothing else", () => {
  expect(read("github-actions.yml")["permissions"]).toEqual({ contents: "read", "pull-requests": "write" });
});

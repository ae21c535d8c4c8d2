import { readFileSync } from "node:fs";
import { join } from "node:path";

import { awsArguments } from "../../../provider/instance/arguments";
import { effects } from "../../../provider/instance/effects";

const words = { live: "live", recreate: "recreates", replace: "replaces" };

test("docs/instances.md says of each argument what a change does, as the table of effects has it", () => {
  const text = readFileSync(join(__dirname, "../../../docs/instances.md"), "utf8");
  const rows = [...text.matchAll(/^\| ((?:`\w+`(?:, )?)+) +\| (live|recreates|replaces) +\|/gm)];
  const said = rows.flatMap(([, names = "", effect]) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name]) => [name, effect] as const),
  );
  const accepted = Object.entries(awsArguments).filter(([, { support }]) => support === "accepted");
  const told = Object.entries(effects).filter(
    ([name]) => !name.startsWith("pod.") && !accepted.some(([other]) => other === name),
  );
  expect(Object.fromEntries(said)).toEqual(
    Object.fromEntries(told.map(([name, effect]) => [name, words[effect]])),
  );
});

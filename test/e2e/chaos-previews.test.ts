import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { reportOn } from "../../provider/preview-report";
import { full } from "../support/amount";
import { programPair } from "../support/chaos/program-pairs";
import { brokenPromises, stepsIn } from "../support/chaos/promises";
import { reported } from "../support/chaos/selection";
import { kubectl } from "../support/cluster";
import { TestStack } from "../support/stack";

const seeds = Array.from({ length: full ? 40 : 2 }, (_, seed) => seed);

interface Rule {
  effect: string;
  group: string;
  peer: string;
  ports: string[];
}

/** What the report says of the rules. */
const rulesOf = (log: string): Rule[] =>
  (JSON.parse(reportOn(log, { format: "json" }).text) as { rules: Rule[] }).rules;

const asText = ({ effect, group, peer, ports }: Rule): string =>
  [effect, group, peer, ports.join(",")].join(" ");

/**
 * Whether the rules do what this one does, and more. A preview that can't know the group of a rule shows it beside another one
 * that the update shows it together with.
 */
const isPartOf = (rule: Rule, others: readonly Rule[]): boolean =>
  others
    .filter(
      (other) =>
        [other.effect, other.group, other.peer].join() === [rule.effect, rule.group, rule.peer].join(),
    )
    .some(({ ports }) => rule.ports.every((port) => ports.some((wider) => isWithin(port, wider))));

/** Whether ports such as "tcp/80" are among those of "tcp/80-90". */
function isWithin(port: string, wider: string): boolean {
  if (port === wider) return true;
  const [[protocol, first, last = first], [other, start, end = start]] = [port, wider].map((text) =>
    text.split(/[/-]/),
  ) as [string[], string[]];
  return protocol === other && Number(start) <= Number(first) && Number(last) <= Number(end);
}

/** Runs a preview and its update. Answers where they differ. */
async function comparePreview(stack: TestStack): Promise<string[]> {
  const run = async (command: string, ...args: string[]) => {
    const file = join(stack.folder, `${command}-${Date.now()}.log`);
    const { code, stdout, stderr } = await stack.pulumi(command, ...args, "--event-log", file);
    return { code, output: stdout + stderr, log: readFileSync(file, "utf8") };
  };
  const preview = await run("preview");
  const update = await run("up", "--yes", "--skip-preview");
  const refusal = /OperationNotPermitted/;
  if (preview.code !== 0) {
    // Nothing else makes a program of a pair invalid.
    const isRefused = refusal.test(preview.output) && refusal.test(update.output) && update.code !== 0;
    return isRefused ? [] : [preview.output, update.output];
  }
  if (update.code !== 0) return [`the preview succeeds, the update fails:\n${update.output}`];
  if (stepsIn(update.log).size === 0) return [`no step in the log of the update:\n${update.log}`];
  const [said, done] = [preview.log, update.log].map(rulesOf);
  const isUnknown = said!.some(({ peer }) => peer === "unknown");
  const doneTexts = done!.map(asText);
  const known = said!.filter(({ peer }) => peer !== "unknown");
  const saidTexts = known.map(asText);
  return [
    ...brokenPromises(stepsIn(preview.log), stepsIn(update.log)),
    ...known.filter((rule) => !isPartOf(rule, done!)).map((rule) => `only the preview ${asText(rule)}`),
    ...doneTexts
      .filter((text) => !isUnknown && !saidTexts.includes(text))
      .map((text) => `only the update ${text}`),
  ];
}

test.concurrent.each(seeds)(
  "seed %i: an update does what its preview says, unknown values included",
  (seed) =>
    reported(`seed ${seed}`, async () => {
      const { before, after } = programPair(seed);
      const stack = await TestStack.create("previews", before);
      // Shows the flag --event-log.
      stack.env["PULUMI_DEBUG_COMMANDS"] = "true";
      const second = `${stack.namespace}-b`;
      await kubectl("default", "create", "namespace", second);
      try {
        appendFileSync(join(stack.folder, "Pulumi.test.yaml"), `  ${stack.project}:second: ${second}\n`);
        expect({ before, broken: await comparePreview(stack) }).toEqual({ before, broken: [] });
        stack.program(after);
        expect({ before, after, broken: await comparePreview(stack) }).toEqual({ before, after, broken: [] });
      } finally {
        await kubectl("default", "delete", "namespace", second, "--wait=false");
        await stack.remove();
      }
    }),
);

import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { reportOn } from "../../provider/preview-report";
import { full } from "../support/amount";
import { hasUnknownPlace, programPair } from "../support/chaos/program-pairs";
import { brokenPromises, stepsIn } from "../support/chaos/promises";
import { brokenRules, refusalsIn } from "../support/chaos/promised-rules";
import type { RuleChange } from "../support/chaos/promised-rules";
import { reported } from "../support/chaos/selection";
import { kubectl } from "../support/cluster";
import { TestStack } from "../support/stack";

const seeds = Array.from({ length: full ? 40 : 2 }, (_, seed) => seed);

/** What the report says of the rules. */
const rulesOf = (log: string): RuleChange[] =>
  (JSON.parse(reportOn(log, { format: "json" }).text) as { rules: RuleChange[] }).rules;

/** Runs a preview and its update. Answers where they differ. */
async function comparePreview(stack: TestStack, program: string): Promise<string[]> {
  const run = async (command: string, ...args: string[]) => {
    const file = join(stack.folder, `${command}-${Date.now()}.log`);
    const { code, stdout, stderr } = await stack.pulumi(command, ...args, "--event-log", file);
    return { code, output: stdout + stderr, log: readFileSync(file, "utf8") };
  };
  const preview = await run("preview");
  const update = await run("up", "--yes", "--skip-preview");
  if (preview.code !== 0) {
    const [refused, failed] = [preview, update].map(({ output }) => refusalsIn(output));
    const isRefused = failed!.length > 0 && failed!.every((each) => refused!.includes(each));
    return isRefused && update.code !== 0 ? [] : [preview.output, update.output];
  }
  if (update.code !== 0) return [`the preview succeeds, the update fails:\n${update.output}`];
  if (stepsIn(update.log).size === 0) return [`no step in the log of the update:\n${update.log}`];
  return [
    ...brokenPromises(stepsIn(preview.log), stepsIn(update.log), {
      hasUnknownPlace: hasUnknownPlace(program),
    }),
    ...brokenRules(rulesOf(preview.log), rulesOf(update.log)),
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
        expect({ before, broken: await comparePreview(stack, before) }).toEqual({ before, broken: [] });
        stack.program(after);
        const broken = await comparePreview(stack, after);
        expect({ before, after, broken }).toEqual({ before, after, broken: [] });
      } finally {
        await kubectl("default", "delete", "namespace", second, "--wait=false");
        await stack.remove();
      }
    }),
);

import { ExplainedError, errorMessage, explain } from "../../common/errors";
import { isOfInstances } from "../../preview-report/assertions/file";
import { whenOf } from "../../preview-report/assertions/judge";
import { decode } from "../../preview-report/read/document";
import { isWhole, readPreview } from "../../preview-report/read/preview";
import { resourcesOf } from "../../preview-report/read/resources";
import type { Resource } from "../../preview-report/read/resources";
import { groupNames } from "../../preview-report/read/security-groups";
import { firewallOf } from "../../preview-report/traffic/firewall";
import { UsageError, defineCommand } from "../command";
import { json, stackOptions } from "../options";
import { print, printJson } from "../output";
import { contentOf } from "../preview-files";
import { enterProject, storedResources } from "../stack/pulumi-stack";
import { answerText, answerTo } from "./answer";
import { endNamed, questionOf } from "./question";

const { stack, cwd } = stackOptions;

export const why = defineCommand({
  name: "why",
  summary: "Explain which rules let one end reach another, or which are missing",
  operands: { usage: "<from> <to>[:<port>]", least: 2, most: 2 },
  options: {
    preview: {
      type: "string",
      value: "file",
      text: 'Read the output of "pulumi preview --json --show-sames", instead of the stack\'s state',
    },
    stack,
    cwd,
    json,
  },
  notes: [
    'An end is the Pulumi name of an instance, a Name tag, the name or id of a group, a range of addresses, or "internet". A load balancer has its Pulumi name as well. If an instance and a group share a name, it is the instance; write group:web for the group. tag:tier=db is every instance with the tag.',
    "A port is one such as 5432, 53/udp, 8000-8100 or udp. Without one, any open port counts.",
    'The answer is what the groups allow, all of a group or range included, and from internet all of IPv4. Test real connections with "ec2-pods reach".',
  ],
  examples: [
    ["Explain why web reaches the database, or why it doesn't", "ec2-pods why web db:5432"],
    ["See which rules let the internet in", "ec2-pods why internet web:80"],
    ["Ask a preview", "ec2-pods why web db:5432 --preview preview.json"],
  ],
  exitCodes: { 0: "it is reachable", 1: "an error, or it isn't reachable" },
  async run({ operands: [source, target = ""], options }) {
    const { from, to, ports } = questionOf(source, target);
    const resources =
      options.preview === undefined
        ? await storedResources(enterProject(options.cwd ?? "."), options.stack)
        : inPreview(options.preview);
    const [firewall, names] = [firewallOf(resources), groupNames(resources)];
    const times = {
      before: whenOf(firewall, "before", names),
      after: whenOf(firewall, "after", names),
      names,
    };
    const { moment } = times.after;
    const ends = { from: endNamed(from, moment, "from"), to: endNamed(to, moment, "to") };
    if (!isOfInstances(ends.from) && !isOfInstances(ends.to)) {
      const cause = "both ends are addresses";
      const fix = "Use an instance or a group as one of them";
      throw new UsageError(errorMessage({ verb: "read", kind: "argument", name: to, cause, fix }));
    }
    const answer = answerTo({ words: { from, to }, ends, ports }, times);
    if (options.json) printJson(answer);
    else print(answerText(answer));
    return answer.reachable ? 0 : 1;
  },
});

function inPreview(file: string): Resource[] {
  try {
    const preview = readPreview(decode(contentOf(file)));
    const { steps, outcome } = preview;
    if (outcome === "succeeded" && isWhole(preview)) return resourcesOf(steps);
    throw outcome === "succeeded"
      ? new ExplainedError("it lists only what changes", 'Run "pulumi preview --json --show-sames"')
      : new ExplainedError(`the preview is ${outcome}`, "Read what the preview says, and run it again");
  } catch (error) {
    throw explain(error, { verb: "read", kind: "Preview", name: file });
  }
}

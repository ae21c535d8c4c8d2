import { defineCommand } from "../command";
import { instanceNote, instanceOperand } from "../options";
import { power, powerNote, powerOptions } from "./power";

export const start = defineCommand({
  name: "start",
  summary: "Start a stopped instance, with the same address and disk",
  operands: instanceOperand,
  options: powerOptions,
  notes: [
    instanceNote,
    "User data doesn't run again. An instance without a Pod gets a new one, in which it does.",
    powerNote,
  ],
  examples: [["Start an instance", "ec2-pods start web"]],
  run: ({ operands: [instance], options }) => power("start", instance, options),
});

import { defineCommand } from "../command";
import { instanceNote, instanceOperand } from "../options";
import { power, powerNote, powerOptions } from "./power";

export const start = defineCommand({
  name: "start",
  summary: "Start a stopped instance in a new Pod, with a new address",
  operands: instanceOperand,
  options: powerOptions,
  notes: [instanceNote, "User data doesn't run again.", powerNote],
  examples: [["Start an instance", "ec2-pods start web"]],
  run: ({ operands: [instance], options }) => power("start", instance, options),
});

import { defineCommand } from "../command";
import { instanceNote, instanceOperand } from "../options";
import { power, powerNote, powerOptions } from "./power";

export const stop = defineCommand({
  name: "stop",
  summary: "Stop an instance; it keeps its id and its volumes",
  operands: instanceOperand,
  options: powerOptions,
  notes: [
    instanceNote,
    "The Pod ends but isn't deleted, so that you can still read its console. An instance with disableApiStop can't be stopped.",
    powerNote,
  ],
  examples: [["Stop an instance", "ec2-pods stop web"]],
  run: ({ operands: [instance], options }) => power("stop", instance, options),
});

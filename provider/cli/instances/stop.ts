import { defineCommand } from "../command";
import { instanceNote, instanceOperand } from "../options";
import { power, powerNote, powerOptions } from "./power";

export const stop = defineCommand({
  name: "stop",
  summary: "Stop an instance; it keeps its address and its disk",
  operands: instanceOperand,
  options: powerOptions,
  notes: [
    instanceNote,
    "All processes get 25 seconds to end. The Pod stays, so that you can still read its console. An instance with disableApiStop can't be stopped.",
    powerNote,
  ],
  examples: [["Stop an instance", "ec2-pods stop web"]],
  run: ({ operands: [instance], options }) => power("stop", instance, options),
});

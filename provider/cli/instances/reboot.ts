import { defineCommand } from "../command";
import { instanceNote, instanceOperand } from "../options";
import { power, powerNote, powerOptions } from "./power";

export const reboot = defineCommand({
  name: "reboot",
  summary: "Stop and start an instance; it keeps its address and its disk",
  operands: instanceOperand,
  options: powerOptions,
  notes: [instanceNote, "All processes get 25 seconds to end. User data doesn't run again.", powerNote],
  examples: [["Reboot an instance", "ec2-pods reboot web"]],
  run: ({ operands: [instance], options }) => power("reboot", instance, options),
});

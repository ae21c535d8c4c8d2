import { defineCommand } from "../command";
import { instanceNote, instanceOperand } from "../options";
import { power, powerNote, powerOptions } from "./power";

export const reboot = defineCommand({
  name: "reboot",
  summary: "Give an instance a new Pod with a new address and file system",
  operands: instanceOperand,
  options: powerOptions,
  notes: [
    instanceNote,
    "The old Pod serves until the new one is ready. If the instance has volumes, the old Pod ends first; the volumes are kept. User data doesn't run again.",
    powerNote,
  ],
  examples: [["Reboot an instance", "ec2-pods reboot web"]],
  run: ({ operands: [instance], options }) => power("reboot", instance, options),
});

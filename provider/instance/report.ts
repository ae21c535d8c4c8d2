import { say } from "../common/secrets";
import type { InstanceInputs } from "./model";

/** Prints one line to the user while an operation is under way. */
export function report(inputs: Pick<InstanceInputs, "name">, line: string): void {
  say(`Ec2Instance "${inputs.name}": ${line}`);
}

import { execute } from "../cluster/streams";
import { errorMessage, ExplainedError } from "../common/errors";
import { containerName } from "../instance/pod";
import type { OptionsOf } from "./arguments";
import { findInstance, runningPod } from "./instances";
import { openSite } from "./site";

/** Runs a command in an instance with this process's input and output; its exit code. */
export async function exec(wanted: string, command: string[], options: OptionsOf<"exec">): Promise<number> {
  const { choice, instances } = await openSite(options);
  const instance = findInstance(instances, wanted, "enter");
  const place = { selection: choice, namespace: instance.namespace, pod: runningPod(instance, "enter") };
  const { stdin, stdout, stderr } = process;
  const tty = Boolean(stdin.isTTY && stdout.isTTY);
  const words = command.length > 0 ? command : ["sh"];
  try {
    if (tty) stdin.setRawMode(true);
    return await execute(place, containerName, words, { stdin, stdout, stderr, tty });
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    const { reason, fix } = error;
    const { name } = instance;
    const message = errorMessage({
      verb: "enter",
      kind: "Ec2Instance",
      name,
      cause: reason,
      ...(fix ? { fix } : {}),
    });
    throw new Error(message, { cause: error });
  } finally {
    if (tty) stdin.setRawMode(false);
  }
}

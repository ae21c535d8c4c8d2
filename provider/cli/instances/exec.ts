import { fstatSync } from "node:fs";

import { execute } from "../../cluster/streams";
import { explain } from "../../common/errors";
import { containerName } from "../../instance/pod";
import { defineCommand } from "../command";
import { all, instanceNote, stackOptions } from "../options";
import { resultStream } from "../output";
import { findInstance, runningPod } from "./find-instance";
import { loadInstances } from "./load-instances";

const verb = "run a command in";

export const exec = defineCommand({
  name: "exec",
  summary: "Run a command in an instance, or open a shell",
  operands: { usage: "<instance> [-- <command>...]", least: 1, most: 1, dashDash: true },
  options: { ...stackOptions, all },
  notes: [
    instanceNote,
    "Without a command, exec runs sh. The command gets a terminal if you run exec in one.",
  ],
  examples: [
    ["Open a shell", "ec2-pods exec web"],
    ["Run one command", "ec2-pods exec web -- ps -ef"],
    ["Copy a file", "ec2-pods exec i-0d1c7b2a -- sh -c 'cat > /srv/index.html' < index.html"],
  ],
  exitCodes: { 0: "the command succeeded", other: "the exit code of the command" },
  async run({ operands: [wanted, ...words], options }) {
    const { selection, instances } = await loadInstances(options);
    const instance = findInstance(instances, wanted, verb);
    const pod = { selection, namespace: instance.namespace, pod: runningPod(instance, verb) };
    const command = words.length > 0 ? words : ["sh"];
    const { stdin } = process;
    const tty = Boolean(stdin.isTTY && process.stdout.isTTY);
    // The client follows the size of a terminal.
    const stdout = tty ? process.stdout : resultStream(process.stdout);
    const stderr = resultStream(process.stderr);
    try {
      if (tty) stdin.setRawMode(true);
      const input = hasInput() ? stdin : null;
      return await execute(pod, containerName, command, { stdin: input, stdout, stderr, tty });
    } catch (error) {
      throw explain(error, { verb, kind: "Ec2Instance", name: instance.name });
    } finally {
      if (tty) stdin.setRawMode(false);
    }
  },
});

/** Pipelines have no standard input, or /dev/null. */
function hasInput(): boolean {
  try {
    return process.stdin.isTTY || !fstatSync(0).isCharacterDevice();
  } catch {
    return false;
  }
}

import { setTimeout as pause } from "node:timers/promises";

import { objectPath } from "../../cluster/api";
import type { Api } from "../../cluster/api";
import { isOver } from "../../cluster/objects";
import type { Pod } from "../../cluster/objects";
import { repeated } from "../../cluster/repeat";
import { unlessStatus } from "../../cluster/tolerate";
import { errorMessage } from "../../common/errors";
import { containerName } from "../../instance/pod";
import { defineCommand } from "../command";
import { all, instanceNote, instanceOperand, interruptCode, stackOptions } from "../options";
import { exitOnInterrupt, write } from "../output";
import { ConsoleLines } from "./console-lines";
import { findInstance } from "./find-instance";
import type { InstanceSummary } from "./instance-summary";
import { loadInstances } from "./load-instances";

const verb = "read the console of";
const reopenMilliseconds = 500;

export const showConsole = defineCommand({
  name: "console",
  summary: "Print or stream an instance's console",
  operands: instanceOperand,
  options: {
    follow: {
      type: "boolean",
      short: "f",
      default: false,
      text: "Stream new output until the Pod ends or you press Ctrl-C",
    },
    ...stackOptions,
    all,
  },
  notes: [instanceNote, "With --follow, the command reconnects if the connection breaks."],
  examples: [
    ["Print the console so far", "ec2-pods console web"],
    ["Print it, and stream new output", "ec2-pods console web -f"],
  ],
  exitCodes: interruptCode,
  async run({ operands: [wanted], options }) {
    exitOnInterrupt();
    const { api, instances } = await loadInstances(options);
    const path = podPath(findInstance(instances, wanted, verb));
    if (options.follow) await follow(api, path);
    else write(await api.text(`${path}/log`, { container: containerName }));
    return 0;
  },
});

function podPath({ name, namespace, pod, state }: InstanceSummary): string {
  if (pod) return objectPath("pods", namespace, pod);
  const cause = `it is ${state}, and its console was deleted with its Pod`;
  const fix = `Start it with "ec2-pods start ${name}"`;
  throw new Error(errorMessage({ verb, kind: "Ec2Instance", name, cause, fix }));
}

async function follow(api: Api, path: string): Promise<void> {
  const lines = new ConsoleLines();
  for (;;) {
    await repeated(() => stream(api, path, lines));
    const pod = await unlessStatus(
      404,
      repeated(() => api.get<Pod>(path)),
    );
    // If the Pod still runs, only the connection ended.
    if (!pod || isOver(pod)) return;
    await pause(reopenMilliseconds);
  }
}

async function stream(api: Api, path: string, lines: ConsoleLines): Promise<void> {
  lines.reopen();
  const query = {
    container: containerName,
    timestamps: "true",
    ...(lines.since ? { sinceTime: lines.since } : {}),
  };
  for await (const chunk of api.console(path, query)) write(lines.take(chunk));
}

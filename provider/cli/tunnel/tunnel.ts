import { Claim, holderOf, logFile, stopHolder } from "../../access/claim";
import type { Holder } from "../../access/claim";
import { sshPort } from "../../access/ssh/destination";
import { sshHandler } from "../../access/ssh/port";
import { Tunnel } from "../../access/tunnel";
import { parseCidr } from "../../common/cidr";
import { ExplainedError } from "../../common/errors";
import { printable } from "../../common/text";
import { defineCommand } from "../command";
import { all, interruptCode, json, stackOptions } from "../options";
import { print } from "../output";
import { detach, isInBackground, startInBackground } from "./background";
import { changeJson, changeLine, servedTable } from "./lines";
import { tunnelTarget } from "./target";
import type { TunnelTarget } from "./target";

const stopHint = 'Stop it with "ec2-pods tunnel --stop"';

export const tunnel = defineCommand({
  name: "tunnel",
  summary: "Serve the instances' public addresses on this machine",
  options: {
    daemon: { type: "boolean", default: false, text: "Serve in the background" },
    stop: { type: "boolean", default: false, text: "Stop the tunnel of these instances" },
    "client-cidr": {
      type: "string",
      value: "range",
      text: "Range that rules must allow (default: the stack's ec2-pods:clientCidr, else everyone)",
      check: (value) => (parseCidr(value) ? undefined : 'Use a range such as "203.0.113.5/32"'),
    },
    ...stackOptions,
    all,
    json,
  },
  notes: [
    "A public address is a loopback address of this machine. The command serves the TCP ports that the instances' groups open to everyone (0.0.0.0/0 or ::/0), or to the range of the clients, until you press Ctrl-C.",
    "It follows the cluster: instances that start, stop or get a new Pod, and rules that open or close a port. A line says what changes, and which rule a port lacks that an instance listens on.",
    "If a port can't be had, it is served at another one, which is printed. With --json, each line is an object.",
  ],
  examples: [
    ["Serve the stack's instances", "ec2-pods tunnel"],
    ["Serve them in the background", "ec2-pods tunnel --daemon"],
    ["Stop that", "ec2-pods tunnel --stop"],
    ["Serve the instances of all stacks in the cluster", "ec2-pods tunnel --all"],
  ],
  exitCodes: interruptCode,
  async run({ options }) {
    const cwd = process.cwd();
    const target = await tunnelTarget(options);
    if (options.stop) return stop(target);
    if (options.daemon) return daemon(target, cwd);
    return serve(target, options.json);
  },
});

async function stop({ subject, title }: TunnelTarget): Promise<number> {
  const isStopped = await stopHolder(subject);
  print(isStopped ? `Stopped the tunnel of ${title}` : `No tunnel of ${title} runs`);
  return 0;
}

async function daemon({ subject, title }: TunnelTarget, cwd: string): Promise<number> {
  const holder = await holderOf(subject);
  if (holder) {
    print(`A tunnel of ${title} runs already (${inWords(holder)}). ${stopHint}`);
    return 0;
  }
  const log = logFile(subject);
  const { text, pid } = await startInBackground(cwd, log);
  print(text);
  print(`Serving in the background (${inWords({ pid, log })}). ${stopHint}`);
  return 0;
}

const inWords = ({ pid, log }: Holder): string => `process ${pid}${log ? `, log ${log}` : ""}`;

/** Serves until a signal or `--stop` ends it. */
async function serve(target: TunnelTarget, isJson: boolean): Promise<number> {
  const { subject, title } = target;
  let end: (code: number) => void = () => undefined;
  const ended = new Promise<number>((resolve) => (end = resolve));
  const self = { pid: process.pid, ...(isInBackground() && { log: logFile(subject) }) };
  const claim = await Claim.take(subject, self, () => end(0));
  if (!(claim instanceof Claim)) {
    throw new ExplainedError(`a tunnel of ${title} runs already (${inWords(claim)})`, stopHint);
  }
  process.once("SIGINT", () => end(130));
  process.once("SIGTERM", () => end(143));
  let isReady = isJson;
  const note = (text: string) => print(isJson ? JSON.stringify({ event: "note", text }) : printable(text));
  const serving = await Tunnel.start({
    ...target,
    handlers: new Map([[sshPort, sshHandler(note)]]),
    served: (each) => isReady && print(isJson ? changeJson("served", each) : changeLine("served", each)),
    ended: (each) => isReady && print(isJson ? changeJson("ended", each) : changeLine("ended", each)),
    note,
  });
  isReady = true;
  const text = isJson ? JSON.stringify({ event: "ready" }) : servedTable(serving.served);
  print(text);
  detach({ text });
  const code = await ended;
  isReady = false;
  serving.stop();
  claim.release();
  return code;
}

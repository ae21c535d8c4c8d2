import { Claim, holderOf, logFile, stopHolders } from "../../access/claim";
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
import { detach, onDeserted, ownLog, startInBackground } from "./background";
import { changeJson, changeLine, servedTable } from "./lines";
import { tunnelOwner, tunnelTarget } from "./target";
import type { TunnelOwner, TunnelTarget } from "./target";

const stopHint = 'Stop it with "ec2-pods tunnel --stop"';

export const tunnel = defineCommand({
  name: "tunnel",
  summary: "Serve the instances' public addresses on this machine",
  options: {
    daemon: { type: "boolean", default: false, text: "Serve in the background" },
    stop: {
      type: "boolean",
      default: false,
      text: "Stop the tunnel of these instances, in whichever cluster",
    },
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
    "With --all, the Elastic IPs aren't served and no key pair of a stack logs in, because only the states of the stacks have them.",
    "If a port can't be had, it is served at another one, which is printed. With --json, each line is an object, also with --daemon and --stop.",
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
    if (options.stop) return stop(await tunnelOwner(options), options.json);
    const target = await tunnelTarget(options);
    if (options.daemon) return daemon(target, cwd, options.json);
    return serve(target, options.json);
  },
});

async function stop({ start, title }: TunnelOwner, isJson: boolean): Promise<number> {
  const tunnels = await stopHolders(start);
  const text = tunnels > 0 ? `Stopped the tunnel of ${title}` : `No tunnel of ${title} runs`;
  print(isJson ? JSON.stringify({ event: "stopped", tunnels }) : text);
  return 0;
}

async function daemon({ subject, title }: TunnelTarget, cwd: string, isJson: boolean): Promise<number> {
  const holder = await holderOf(subject);
  if (holder) {
    const text = `A tunnel of ${title} runs already (${inWords(holder)}). ${stopHint}`;
    print(isJson ? JSON.stringify({ event: "running", ...holder }) : text);
    return 0;
  }
  const log = logFile(subject);
  const { text, pid } = await startInBackground(cwd, log);
  if (text) print(text);
  const hint = `Serving in the background (${inWords({ pid, log })}). ${stopHint}`;
  print(isJson ? JSON.stringify({ event: "ready", pid, log }) : hint);
  return 0;
}

const inWords = ({ pid, log }: Holder): string =>
  printable(`process ${pid ?? "unknown"}${log ? `, log ${log}` : ""}`);

/** Serves until a signal or `--stop` ends it. */
async function serve(target: TunnelTarget, isJson: boolean): Promise<number> {
  const { subject, title } = target;
  let end: (code: number) => void = () => undefined;
  const ended = new Promise<number>((resolve) => (end = resolve));
  process.once("SIGINT", () => end(130));
  process.once("SIGTERM", () => end(143));
  onDeserted(() => end(1));
  const claim = await Claim.take(subject, { pid: process.pid, log: ownLog() }, () => end(0));
  if (!(claim instanceof Claim)) {
    throw new ExplainedError(`a tunnel of ${title} runs already (${inWords(claim)})`, stopHint);
  }
  let isReady = isJson;
  const note = (text: string) => print(isJson ? JSON.stringify({ event: "note", text }) : printable(text));
  const starting = Tunnel.start({
    ...target,
    handlers: new Map([[sshPort, sshHandler(note)]]),
    served: (each) => isReady && print(isJson ? changeJson("served", each) : changeLine("served", each)),
    ended: (each) => isReady && print(isJson ? changeJson("ended", each) : changeLine("ended", each)),
    note,
  });
  // The start may take as long as the API server is away.
  const serving = await Promise.race([starting, ended]);
  if (typeof serving === "number") {
    claim.release();
    return serving;
  }
  isReady = true;
  const { served } = serving;
  const text = isJson ? served.map((each) => changeJson("served", each)).join("\n") : servedTable(served);
  print(isJson ? JSON.stringify({ event: "ready" }) : text);
  detach({ text });
  const code = await ended;
  isReady = false;
  serving.stop();
  claim.release();
  return code;
}

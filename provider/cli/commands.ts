import { parseDuration } from "../common/values";
import { formats } from "../preview-report";
import { wrongPorts } from "./ports";

/** One option of a command; one without a default may be absent. */
export interface Option {
  type: "boolean" | "string";
  /** Its one letter. */
  short?: string;
  default?: boolean | string;
  /** What its value is called in the help. */
  value?: string;
  text: string;
  /** What a value has to be instead, where it is wrong. */
  wrong?: (value: string) => string | undefined;
}

/** What stands beside the options of a command. */
export interface Operands {
  /** As the help shows them. */
  usage: string;
  least: number;
  most: number;
  /** All that follows "--" is more of them, whatever it looks like. */
  command?: boolean;
  /** The one that is wrong, and what would be right. */
  wrong?: (operands: string[]) => { operand: string; fix: string } | undefined;
}

export interface Command {
  summary: string;
  operands?: Operands;
  options: Readonly<Record<string, Option>>;
  /** The rest of its help. */
  notes: string;
}

const oneOf =
  (...values: readonly string[]) =>
  (value: string) =>
    values.includes(value) ? undefined : `Use ${values.map((each) => `"${each}"`).join(" or ")}`;

const json = { type: "boolean", default: false, text: "machine output" } as const;

/** Where a stack and its cluster are. */
const place = {
  stack: { type: "string", value: "name", text: "instead of the selected one" },
  cwd: { type: "string", value: "folder", text: "of the Pulumi project, instead of this one" },
  kubeconfig: {
    type: "string",
    value: "path",
    text: "instead of the stack's kubernetes:kubeconfig, KUBECONFIG or ~/.kube/config",
  },
  context: {
    type: "string",
    value: "name",
    text: "instead of the stack's kubernetes:context or the current one",
  },
  namespace: {
    type: "string",
    value: "name",
    text: "looks into this one alone, instead of all that the user may list",
  },
} as const;

const all = {
  type: "boolean",
  default: false,
  text: "instances of every stack, as outside of a project",
} as const;

const instance = { usage: "<instance>", least: 1, most: 1 } as const;

const naming = `<instance> is a Pulumi name, a Name tag, an instance id, or the beginning of an id with at least 4 digits.`;

const codes = "The exit code is 0, 1 after a fault, 2 after a wrong command line";

const power = `The Pulumi state isn't changed: the next "pulumi refresh" shows what became of the instance, and a "pulumi up" after it
makes that what the program says. Don't run it beside an update of the same stack.
${codes}.`;

/** All commands, in the order of the help. */
export const commands = {
  list: {
    summary: "the instances of the stack, and what their Pods do",
    options: { ...place, all, json },
    notes: `It joins the stack's state, which the Pulumi CLI exports, with the Pods in the cluster. A stopped instance is of the
state, or of a Pod that ended; a terminated one has lost its Pod. Outside of a project, or with --all, it lists all Pods
of this package and asks for no state. Instances of the stack that are in another context are listed with
--context.
${codes}.

  ec2-pods list                   the instances of the selected stack
  ec2-pods list --all             those of all stacks in the cluster
  ec2-pods list --json | jq -r '.instances[] | select(.state == "running").privateIp'`,
  },
  console: {
    summary: "what an instance wrote on its console",
    operands: instance,
    options: {
      follow: {
        type: "boolean",
        short: "f",
        default: false,
        text: "goes on until the instance stops, or Ctrl-C",
      },
      ...place,
      all,
    },
    notes: `${naming}
${codes}, 130 after Ctrl-C.

  ec2-pods console web            all that there is
  ec2-pods console web -f         and what comes`,
  },
  exec: {
    summary: "a command or a shell in an instance",
    operands: { usage: "<instance> [-- <command>...]", least: 1, most: 1, command: true },
    options: { ...place, all },
    notes: `${naming}
Without a command it is sh. It has a terminal where this one's input and output are one.
The exit code is that of the command; 1 after a fault, 2 after a wrong command line.

  ec2-pods exec web               a shell
  ec2-pods exec web -- ps -ef     one command
  ec2-pods exec i-0d1c7b2a -- sh -c 'cat > /srv/index.html' < index.html`,
  },
  "port-forward": {
    summary: "ports of an instance on this machine",
    operands: {
      usage: "<instance> [<local>:]<port>...",
      least: 2,
      most: Infinity,
      wrong: ([, ...ports]: string[]) => wrongPorts(ports),
    },
    options: { ...place, all, json },
    notes: `${naming}
It listens on 127.0.0.1 until Ctrl-C; a local port of 0 takes any that is free. With --json each port is a line.
${codes}, 130 after Ctrl-C.

  ec2-pods port-forward web 80           http://127.0.0.1:80
  ec2-pods port-forward web 8080:80 0:22`,
  },
  stop: {
    summary: "stops an instance, which keeps its id and its volumes",
    operands: instance,
    options: { ...place, json },
    notes: `${naming}
Its Pod ends and stays, so that the console can be read. An instance with disableApiStop isn't stopped.
${power}`,
  },
  start: {
    summary: "starts a stopped instance in a new Pod, with another address",
    operands: instance,
    options: { ...place, json },
    notes: `${naming}
User data doesn't run again.
${power}`,
  },
  reboot: {
    summary: "gives a running instance a new Pod, with another address and a fresh file system",
    operands: instance,
    options: { ...place, json },
    notes: `${naming}
The old Pod serves until the new one is ready, except with volumes, which are kept.
${power}`,
  },
  doctor: {
    summary: "whether this machine's cluster can take instances and enforces their groups",
    options: {
      probe: {
        type: "boolean",
        default: false,
        text: "proves by traffic between two throw-away Pods that policies are enforced",
      },
      image: {
        type: "string",
        default: "busybox:1.35",
        value: "image",
        text: "what these run, with sh, wget and httpd; busybox:1.35",
      },
      kubeconfig: { type: "string", value: "path", text: "instead of KUBECONFIG or ~/.kube/config" },
      context: { type: "string", value: "name", text: "instead of the current context" },
      namespace: { type: "string", value: "name", text: "instead of the context's" },
      json,
    },
    notes: "The exit code is 0 where nothing is wrong, 1 after a fault, 2 after a wrong command line.",
  },
  reap: {
    summary: "what killed runs and removed stacks left in the cluster; deletes it with --yes",
    options: {
      yes: { type: "boolean", default: false, text: "deletes the orphans, instead of listing them" },
      ...place,
      stack: { type: "string", value: "name", text: "instead of the selected one; may be gone" },
      "any-maker": {
        type: "boolean",
        default: false,
        text: "takes also what was made on another machine, by another user or from another folder",
      },
      "older-than": {
        type: "string",
        value: "time",
        text: 'keeps what is younger; 10m, or an instance\'s timeouts.create where that is longer; "0s" keeps nothing',
        wrong: (value) => (parseDuration(value) === undefined ? 'Use a text like "10m" or "0s"' : undefined),
      },
      json,
    },
    notes: `It runs in a project's folder and asks the Pulumi CLI for the state. It looks at the Pods and NetworkPolicies that
carry the label of the stack's project and name, and at nothing else. Orphans are those that the state doesn't have,
or all where the stack is gone: where the backend of "pulumi whoami --verbose" has none of that name. Such a stack has
to be named with --stack. With a Pod go its Secret and its volumes, but for those with deleteOnTermination: false. Kept
are

  - those that another stack of the project has in its state, because it was renamed.
  - those of another maker, because a stack of the same name may be in another backend. CI runners, which have a new
    name each time, need --any-maker. It is safe where the project's stacks are all in one backend; where your own are
    in several, see that you are logged in to the right one.
  - those that are younger than --older-than: they may be of an update under way, which the state doesn't have yet. A
    stack that is gone has none.
  - policies without which a Pod that stays would be open.

A context that isn't recognisably local has to be named, here or in the stack's configuration.
The exit code is 0 with or without orphans, 1 after a fault or where an orphan could not be deleted, 2 after a wrong
command line.

  ec2-pods reap                           lists the orphans of the selected stack
  ec2-pods reap --yes                     deletes them
  ec2-pods reap --stack pr-7 --any-maker  lists what a stack left that is gone, whichever runner made it`,
  },
  "preview-report": {
    summary: "what a preview opens, replaces and recreates, as a comment on a pull request",
    operands: { usage: "[<file>]", least: 0, most: 1 },
    options: {
      format: {
        type: "string",
        default: "markdown",
        value: "format",
        text: "markdown, of at most 65,536 characters, or text or json, which are whole; markdown",
        wrong: oneOf(...formats),
      },
      "fail-on": {
        type: "string",
        value: "condition",
        text: "open-to-world: exit code 1 where a group lets in everybody that it did not before",
        wrong: oneOf("open-to-world"),
      },
      name: {
        type: "string",
        value: "text",
        text: "what it is a preview of, also in the hidden marker; project/stack",
      },
    },
    notes: `It reads what "pulumi preview --json" prints, as a document or as events, or what --event-log wrote, from the file or
from standard input. --show-sames has the preview name what stays, without which it isn't told who reaches whom.
It needs neither the cluster nor the stack's state. Secrets, user data and kubeconfigs are not shown. The first line is
a comment by which the report is found again at the next push.
The exit code is 0, 1 where the preview failed, where its output ends early or after --fail-on, 2 after a wrong command
line; the report is printed in all but the last.

  pulumi preview --json --show-sames | ec2-pods preview-report
  ec2-pods preview-report preview.json --format text --fail-on open-to-world`,
  },
} as const satisfies Record<string, Command>;

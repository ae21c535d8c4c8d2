import { UsageError } from "../../../provider/cli/command";
import { parseCommandLine } from "../../../provider/cli/command-line";
import { commands } from "../../../provider/cli/commands";

const defaults = { probe: false, "no-metadata": false, image: "busybox:1.35", json: false };

test.each([
  [["--help"], { help: undefined }],
  [["help"], { help: undefined }],
  [["doctor", "-h"], { help: "doctor" }],
  [["help", "reap"], { help: "reap" }],
  [["reap", "--yes", "--help"], { help: "reap" }],
  [["doctor"], { command: "doctor", operands: [], options: defaults }],
  [
    [
      "doctor",
      "--probe",
      "--no-metadata",
      "--json",
      "--image",
      "alpine:3",
      "--context=dev",
      "--namespace",
      "apps",
      "--kubeconfig",
      "k",
    ],
    {
      command: "doctor",
      operands: [],
      options: {
        probe: true,
        "no-metadata": true,
        json: true,
        image: "alpine:3",
        context: "dev",
        namespace: "apps",
        kubeconfig: "k",
      },
    },
  ],
  [
    ["reap"],
    {
      command: "reap",
      operands: [],
      options: { yes: false, "any-origin": false, "include-saved": false, json: false },
    },
  ],
  [
    [
      "reap",
      "--yes",
      "--any-origin",
      "--stack=dev",
      "--cwd",
      "app",
      "--older-than",
      "0s",
      "--namespace=apps",
    ],
    {
      command: "reap",
      operands: [],
      options: {
        yes: true,
        "any-origin": true,
        "include-saved": false,
        json: false,
        stack: "dev",
        cwd: "app",
        "older-than": "0s",
        namespace: "apps",
      },
    },
  ],
  [
    ["preview-report"],
    {
      command: "preview-report",
      operands: [],
      options: { format: "markdown", "show-user-data": false, "quiet-if-unchanged": false },
    },
  ],
  [
    ["preview-report", "net=a.json", "b", "--format=text", "--fail-on", "open-to-world", "--name", "shop"],
    {
      command: "preview-report",
      operands: ["net=a.json", "b"],
      options: {
        format: "text",
        "fail-on": "open-to-world",
        name: "shop",
        "show-user-data": false,
        "quiet-if-unchanged": false,
      },
    },
  ],
  [["list", "--all"], { command: "list", operands: [], options: { all: true, json: false } }],
  [
    ["console", "web", "-f"],
    { command: "console", operands: ["web"], options: { follow: true, all: false } },
  ],
  [["exec", "web"], { command: "exec", operands: ["web"], options: { all: false } }],
  [
    ["exec", "--stack=dev", "web", "--", "ls", "--all", "--", "-h"],
    { command: "exec", operands: ["web", "ls", "--all", "--", "-h"], options: { all: false, stack: "dev" } },
  ],
  [
    ["port-forward", "web", "80", "8080:80", "0:22", "--json"],
    {
      command: "port-forward",
      operands: ["web", "80", "8080:80", "0:22"],
      options: { all: false, json: true },
    },
  ],
  [["--version"], { version: true }],
  [
    ["stop", "web", "--cwd=app"],
    { command: "stop", operands: ["web"], options: { json: false, cwd: "app" } },
  ],
])("%j is parsed", (args, expected) => {
  const line = parseCommandLine(commands, args);
  const named =
    "command" in line
      ? { ...line, command: line.command.name }
      : { ...line, ...("help" in line && { help: line.help?.name }) };
  expect(named).toEqual(expected);
});

test.each([
  [[], 'Cannot run command "": no command is named. See "ec2-pods --help".'],
  [
    ["--json", "doctor"],
    'Cannot run command "--json": the command must come before all options. See "ec2-pods --help".',
  ],
  [
    ["docter"],
    'Cannot run command "docter": there is no such command. Did you mean "doctor"? See "ec2-pods --help".',
  ],
  [["launch"], 'Cannot run command "launch": there is no such command. See "ec2-pods --help".'],
  [
    ["doctor", "web"],
    'Cannot read argument "web": doctor accepts options only. See "ec2-pods doctor --help".',
  ],
  [
    ["doctor", "--prob"],
    'Cannot read option "--prob": there is no such option. Did you mean "--probe"? See "ec2-pods doctor --help".',
  ],
  [
    ["doctor", "--context"],
    'Cannot read option "--context": it needs a value. See "ec2-pods doctor --help".',
  ],
  [
    ["doctor", "--context", "--json"],
    'Cannot read option "--context": it needs a value. See "ec2-pods doctor --help".',
  ],
  [
    ["preview-report", "--format", "html"],
    'Cannot read option "--format": it is "html". Use "markdown" or "json" or "text" or "annotations" or "labels".',
  ],
  [
    ["doctor", "--json=yes"],
    'Cannot read option "--json": it accepts no value. See "ec2-pods doctor --help".',
  ],
  [["reap", "--probe"], 'Cannot read option "--probe": there is no such option. See "ec2-pods reap --help".'],
  [
    ["reap", "--any-origins"],
    'Cannot read option "--any-origins": there is no such option. Did you mean "--any-origin"? See "ec2-pods reap --help".',
  ],
  [["reap", "--yes=no"], 'Cannot read option "--yes": it accepts no value. See "ec2-pods reap --help".'],
  [["reap", "--stack"], 'Cannot read option "--stack": it needs a value. See "ec2-pods reap --help".'],
  [["reap", "dev"], 'Cannot read argument "dev": reap accepts options only. See "ec2-pods reap --help".'],
  [
    ["reap", "--older-than", "10"],
    'Cannot read option "--older-than": it is "10". Use a duration like "10m" or "0s".',
  ],
  [["console"], 'Cannot run command "console": it needs <instance>. See "ec2-pods console --help".'],
  [["exec"], 'Cannot run command "exec": it needs <instance> [-- <command>...]. See "ec2-pods exec --help".'],
  [
    ["exec", "web", "ls"],
    'Cannot read argument "ls": exec accepts <instance> [-- <command>...]. See "ec2-pods exec --help".',
  ],
  [["stop", "web", "db"], 'Cannot read argument "db": stop accepts <instance>. See "ec2-pods stop --help".'],
  [["stop", "web", "-f"], 'Cannot read option "-f": there is no such option. See "ec2-pods stop --help".'],
  [
    ["port-forward", "web"],
    'Cannot run command "port-forward": it needs <instance> [<local>:]<port>... See "ec2-pods port-forward --help".',
  ],
  ...["http", "80:0", "65536", "1:2:3", ":80"].map((port): [string[], string] => [
    ["port-forward", "web", "80", port],
    `Cannot read argument "${port}": it isn't a valid port. Use a port from 1 to 65535, such as "80", "8080:80" or "0:80".`,
  ]),
])("%j is rejected", (args, message) => {
  expect(() => parseCommandLine(commands, args)).toThrow(new UsageError(message));
});

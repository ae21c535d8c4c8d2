import { commandNames, parseCommandLine, usage, UsageError } from "../../../provider/cli/arguments";
import { type Check, exitCode, json, table } from "../../../provider/cli/report";
import { grantCommand, inWords, neededRights } from "../../../provider/cli/rights";

const defaults = { probe: false, image: "busybox:1.35", json: false };

test.each([
  [["--help"], { command: "help" }],
  [["help"], { command: "help" }],
  [["doctor", "-h"], { command: "help", of: "doctor" }],
  [["help", "reap"], { command: "help", of: "reap" }],
  [["reap", "--yes", "--help"], { command: "help", of: "reap" }],
  [["doctor"], { command: "doctor", options: defaults }],
  [
    [
      "doctor",
      "--probe",
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
      options: {
        probe: true,
        json: true,
        image: "alpine:3",
        context: "dev",
        namespace: "apps",
        kubeconfig: "k",
      },
    },
  ],
  [["reap"], { command: "reap", options: { yes: false, "any-maker": false, json: false } }],
  [
    ["reap", "--yes", "--any-maker", "--stack=dev", "--cwd", "app", "--older-than", "0s", "--namespace=apps"],
    {
      command: "reap",
      options: {
        yes: true,
        "any-maker": true,
        json: false,
        stack: "dev",
        cwd: "app",
        "older-than": "0s",
        namespace: "apps",
      },
    },
  ],
  [["preview-report"], { command: "preview-report", operands: [], options: { format: "markdown" } }],
  [
    ["preview-report", "preview.json", "--format=text", "--fail-on", "open-to-world", "--name", "shop"],
    {
      command: "preview-report",
      operands: ["preview.json"],
      options: { format: "text", "fail-on": "open-to-world", name: "shop" },
    },
  ],
  [["list", "--all"], { command: "list", options: { all: true, json: false } }],
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
  [
    ["stop", "web", "--cwd=app"],
    { command: "stop", operands: ["web"], options: { json: false, cwd: "app" } },
  ],
])("%j is understood", (args, expected) => {
  expect(parseCommandLine(args)).toEqual(expected);
});

test.each([
  [[], 'Cannot run command "": none is named. See "ec2-pods --help".'],
  [
    ["--json", "doctor"],
    'Cannot run command "--json": a command goes before all options. See "ec2-pods --help".',
  ],
  [
    ["docter"],
    'Cannot run command "docter": there is none of that name. Did you mean "doctor"? "ec2-pods --help" tells the rest.',
  ],
  [["launch"], 'Cannot run command "launch": there is none of that name. See "ec2-pods --help".'],
  [
    ["doctor", "web"],
    'Cannot read argument "web": doctor takes options alone. See "ec2-pods doctor --help".',
  ],
  [
    ["doctor", "--prob"],
    'Cannot read option "--prob": there is none of that name. Did you mean "--probe"? "ec2-pods doctor --help" tells the rest.',
  ],
  [["doctor", "--context"], 'Cannot read option "--context": it has no value. See "ec2-pods doctor --help".'],
  [
    ["doctor", "--context", "--json"],
    'Cannot read option "--context": it has no value. See "ec2-pods doctor --help".',
  ],
  [
    ["preview-report", "a.json", "b.json"],
    'Cannot read argument "b.json": preview-report takes [<file>]. See "ec2-pods preview-report --help".',
  ],
  [
    ["preview-report", "--format", "html"],
    'Cannot read option "--format": it is "html". Use "markdown" or "json" or "text".',
  ],
  [["doctor", "--json=yes"], 'Cannot read option "--json": it takes no value. See "ec2-pods doctor --help".'],
  [
    ["reap", "--probe"],
    'Cannot read option "--probe": there is none of that name. See "ec2-pods reap --help".',
  ],
  [
    ["reap", "--any-makers"],
    'Cannot read option "--any-makers": there is none of that name. Did you mean "--any-maker"? "ec2-pods reap --help" tells the rest.',
  ],
  [["reap", "--yes=no"], 'Cannot read option "--yes": it takes no value. See "ec2-pods reap --help".'],
  [["reap", "--stack"], 'Cannot read option "--stack": it has no value. See "ec2-pods reap --help".'],
  [["reap", "dev"], 'Cannot read argument "dev": reap takes options alone. See "ec2-pods reap --help".'],
  [
    ["reap", "--older-than", "10"],
    'Cannot read option "--older-than": it is "10". Use a text like "10m" or "0s".',
  ],
  [["console"], 'Cannot run command "console": it needs <instance>. See "ec2-pods console --help".'],
  [["exec"], 'Cannot run command "exec": it needs <instance> [-- <command>...]. See "ec2-pods exec --help".'],
  [
    ["exec", "web", "ls"],
    'Cannot read argument "ls": exec takes <instance> [-- <command>...]. See "ec2-pods exec --help".',
  ],
  [["stop", "web", "db"], 'Cannot read argument "db": stop takes <instance>. See "ec2-pods stop --help".'],
  [["stop", "web", "-f"], 'Cannot read option "-f": there is none of that name. See "ec2-pods stop --help".'],
  [
    ["port-forward", "web"],
    'Cannot run command "port-forward": it needs <instance> [<local>:]<port>... See "ec2-pods port-forward --help".',
  ],
  ...["http", "80:0", "65536", "1:2:3", ":80"].map((port): [string[], string] => [
    ["port-forward", "web", "80", port],
    `Cannot read argument "${port}": it is no port. Use one like "80", "8080:80" or "0:80", of 1 to 65535.`,
  ]),
])("%j is refused", (args, message) => {
  expect(() => parseCommandLine(args)).toThrow(new UsageError(message));
});

test("the help names every command, and of one command every option", () => {
  expect(usage()).toMatch(/^ec2-pods <command> \[options\]\n\n {2}list +the .*\n {2}console +what /);
  expect(usage("reap")).toMatch(/^ec2-pods reap \[options\]: what .*\n\n {2}--yes +deletes /);
  for (const option of ["--stack <name>", "--cwd <folder>", "--any-maker", "--older-than <time>", "--json"]) {
    expect(usage("reap")).toContain(`\n  ${option} `);
  }
  expect(usage("reap")).not.toContain("--probe");
  expect(usage("console")).toMatch(
    /^ec2-pods console \[options\] <instance>: what .*\n\n {2}-f, --follow +goes on /,
  );
  const texts = [undefined, ...commandNames].map((name) => usage(name));
  expect(texts.join("\n").split("\n")).not.toContainEqual(expect.stringMatching(/.{130}/));
});

const checks: Check[] = [
  { name: "server", state: "ok", value: "answers: Kubernetes v1.34.4" },
  { name: "default StorageClass", state: "warning", value: "none", fix: "Install a provisioner" },
  { name: "rights", state: "fault", value: 'user "dev" lacks pods create', fix: 'Run "kubectl …"' },
];

test("people get a table with each fix below its value", () => {
  expect(table(checks)).toBe(
    [
      "STATE     CHECK                  VALUE",
      "ok        server                 answers: Kubernetes v1.34.4",
      "warning   default StorageClass   none",
      "                                 Fix: Install a provisioner.",
      'fault     rights                 user "dev" lacks pods create',
      '                                 Fix: Run "kubectl …".',
    ].join("\n"),
  );
});

test("machines get the same checks as JSON, and an exit code that only a fault makes 1", () => {
  expect(JSON.parse(json(checks))).toEqual({ checks });
  expect(exitCode(checks)).toBe(1);
  expect(exitCode(checks.slice(0, 2))).toBe(0);
});

test("rights are told by kind, and given by one command", () => {
  expect(inWords(neededRights)).toBe(
    "pods create, get, list, watch, patch, delete; pods/log get; secrets create; " +
      "persistentvolumeclaims create, patch, delete; events list; " +
      "networkpolicies create, get, list, patch, update, delete",
  );
  const command = "kubectl --namespace apps create rolebinding ec2-pods --clusterrole edit";
  expect(grantCommand("jane", "apps")).toBe(`${command} --user "jane"`);
  expect(grantCommand("system:serviceaccount:ci:runner", "apps")).toBe(
    `${command} --serviceaccount ci:runner`,
  );
});

import { parseCommandLine, UsageError } from "../../provider/cli/arguments";
import { exitCode, json, table, type Check } from "../../provider/cli/report";
import { grantCommand, inWords, neededRights } from "../../provider/cli/rights";

const defaults = { probe: false, image: "busybox:1.35", json: false };

test.each([
  [["--help"], { command: "help" }],
  [["help"], { command: "help" }],
  [["doctor", "-h"], { command: "help" }],
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
])("%j is understood", (args, expected) => {
  expect(parseCommandLine(args)).toEqual(expected);
});

test.each([
  [[], 'Cannot run command "": none is named. Did you mean "doctor"? "ec2-pods --help" tells the rest.'],
  [
    ["docter"],
    'Cannot run command "docter": there is none of that name. Did you mean "doctor"? "ec2-pods --help" tells the rest.',
  ],
  [["launch"], 'Cannot run command "launch": there is none of that name. See "ec2-pods --help".'],
  [["doctor", "web"], 'Cannot read argument "web": doctor takes options alone. See "ec2-pods --help".'],
  [
    ["doctor", "--prob"],
    'Cannot read option "--prob": there is none of that name. Did you mean "--probe"? "ec2-pods --help" tells the rest.',
  ],
  [["doctor", "--context"], 'Cannot read option "--context": it has no value. See "ec2-pods --help".'],
  [
    ["doctor", "--context", "--json"],
    'Cannot read option "--context": it has no value. See "ec2-pods --help".',
  ],
  [["doctor", "--json=yes"], 'Cannot read option "--json": it takes no value. See "ec2-pods --help".'],
])("%j is refused", (args, message) => {
  expect(() => parseCommandLine(args)).toThrow(new UsageError(message));
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

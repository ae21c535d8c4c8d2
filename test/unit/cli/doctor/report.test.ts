import { type Check, checksTable, errorResult, exitCode } from "../../../../provider/cli/doctor/report";
import { ExplainedError } from "../../../../provider/common/errors";

const checks: Check[] = [
  { name: "server", state: "ok", value: "answers: Kubernetes v1.34.4" },
  { name: "default StorageClass", state: "warning", value: "none", fix: "Install a provisioner" },
  { name: "rights", state: "error", value: 'user "dev" lacks pods create', fix: 'Run "kubectl …"' },
];

test("the table has each fix below its value", () => {
  expect(checksTable(checks, Infinity)).toBe(
    [
      "STATE     CHECK                  VALUE",
      "ok        server                 answers: Kubernetes v1.34.4",
      "warning   default StorageClass   none",
      "                                 Fix: Install a provisioner.",
      'error     rights                 user "dev" lacks pods create',
      '                                 Fix: Run "kubectl …".',
    ].join("\n"),
  );
});

test("values continue in their column if the terminal is narrow", () => {
  expect(checksTable(checks, 60)).toBe(
    [
      "STATE     CHECK                  VALUE",
      "ok        server                 answers: Kubernetes v1.34.4",
      "warning   default StorageClass   none",
      "                                 Fix: Install a provisioner.",
      'error     rights                 user "dev" lacks pods',
      "                                 create",
      '                                 Fix: Run "kubectl …".',
    ].join("\n"),
  );
});

test("only an error makes the exit code 1", () => {
  expect(exitCode(checks)).toBe(1);
  expect(exitCode(checks.slice(0, 2))).toBe(0);
});

test("an explained error becomes a result, and any other stays an error", () => {
  expect(errorResult(new ExplainedError("no node", "Add one"))).toEqual({
    state: "error",
    value: "no node",
    fix: "Add one",
  });
  const other = new TypeError("defect");
  expect(() => errorResult(other)).toThrow(other);
});

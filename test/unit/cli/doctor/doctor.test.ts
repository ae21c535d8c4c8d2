import * as clusterChecks from "../../../../provider/cli/doctor/cluster-checks";
import { doctor } from "../../../../provider/cli/doctor/doctor";
import type { Check } from "../../../../provider/cli/doctor/report";
import * as output from "../../../../provider/cli/output";

afterEach(() => jest.restoreAllMocks());

test("with --json, doctor prints exactly its checks, and an error makes the exit code 1", async () => {
  const checks: Check[] = [
    { name: "server", state: "ok", value: "answers: Kubernetes v1.34.4" },
    { name: "default StorageClass", state: "warning", value: "none", fix: "Install a provisioner" },
    { name: "rights", state: "error", value: 'user "dev" lacks pods create', fix: 'Run "kubectl …"' },
  ];
  jest.spyOn(clusterChecks, "checkCluster").mockResolvedValue(checks);
  const printJson = jest.spyOn(output, "printJson").mockReturnValue();
  const print = jest.spyOn(output, "print").mockReturnValue();
  expect(await doctor.run({ options: { json: true }, operands: [] })).toBe(1);
  expect(printJson.mock.calls).toStrictEqual([[{ checks }]]);
  expect(print).not.toHaveBeenCalled();
});

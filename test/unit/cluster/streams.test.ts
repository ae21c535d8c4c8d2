import { ClusterError } from "../../../provider/cluster/cluster-error";
import { exitCode } from "../../../provider/cluster/streams";

test("a status has the exit code of a command", () => {
  expect(exitCode({ status: "Success" })).toBe(0);
  const causes = [{ reason: "ExitCode", message: "3" }];
  expect(exitCode({ status: "Failure", reason: "NonZeroExitCode", details: { causes } })).toBe(3);
});

test("a command that never ran has no exit code", () => {
  const message = 'container "instance" is not running';
  expect(() => exitCode({ status: "Failure", reason: "InternalError", message })).toThrow(
    new ClusterError(message),
  );
});

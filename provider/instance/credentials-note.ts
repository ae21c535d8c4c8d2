import * as pulumi from "@pulumi/pulumi";

import { errorMessage } from "../common/errors";
import { perProgram } from "../record/program";

const noted = perProgram(() => new Set<"noted">());

/** Says that an instance profile gives no credentials: once in a program, if the stack's configuration has none. */
export function noteOfCredentials(instance: pulumi.Resource, name: string, profile: unknown): void {
  if (!profile || pulumi.runtime.getConfig("ec2-pods:credentials") || noted().has("noted")) return;
  noted().add("noted");
  const cause = "iamInstanceProfile gives no credentials, to this instance and to others";
  const fix = `To serve some, run: pulumi config set --secret ec2-pods:credentials '{"accessKeyId":"…","secretAccessKey":"…"}'`;
  const message = errorMessage({ verb: "apply all of", kind: "Ec2Instance", name, cause, fix });
  void pulumi.log.info(message, instance);
}

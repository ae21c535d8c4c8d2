import * as pulumi from "@pulumi/pulumi";

import { errorMessage } from "../common/errors";
import { declaredOf } from "../record/declared";
import { perProgram } from "../record/program";
import { hideSecrets } from "../record/secrets";

const warned = perProgram(() => new Set<string>());

/** Warns of a key pair that the program doesn't declare: nobody can log in by it. */
export function warnOfUndeclaredKeyPair(
  instance: pulumi.Resource,
  name: string,
  keyName: pulumi.Input<string | undefined>,
): void {
  if (keyName === undefined) return;
  pulumi.output(keyName).apply((value: unknown) => {
    if (typeof value !== "string" || value === "") return;
    // A program may declare it after the instance.
    const own = declaredOf("ec2:KeyPair").filter(({ isLookup }) => !isLookup);
    const names = own.map(({ resource }) => (resource as { keyName: pulumi.Output<string> }).keyName);
    pulumi.all(names).apply(async (known) => {
      if (known.includes(value) || warned().has(value)) return;
      warned().add(value);
      await hideSecrets(keyName);
      const cause = `keyName is "${value}", a key pair that this program doesn't declare, so that its key lets nobody in`;
      const fix = `Declare it with new ec2.KeyPair("${value}", { keyName: "${value}", publicKey })`;
      const message = errorMessage({ verb: "apply all of", kind: "Ec2Instance", name, cause, fix });
      void pulumi.log.warn(message, instance);
    });
  });
}

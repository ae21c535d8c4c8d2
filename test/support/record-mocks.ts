import * as pulumi from "@pulumi/pulumi";

import { isRecord, secretSignature, unknownValue } from "../../provider/common/values";
import { recordOperations } from "../../provider/records";

/** A resource that a program registered, with the inputs of its record's check. */
export interface Declared {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

/** Failures of the checks of a run, each as `property reason`. */
export const failures: string[] = [];

/** Starts a run of a program whose records the real provider makes. */
export async function startRun({ preview = false, config = {} as Record<string, string> } = {}): Promise<
  Declared[]
> {
  failures.length = 0;
  const declared: Declared[] = [];
  pulumi.runtime.setAllConfig(config);
  await pulumi.runtime.setMocks(
    {
      newResource: async ({ type, name, inputs: given, id }) => {
        const inputs = withoutSecrets(given) as Record<string, unknown>;
        const token = /\.of\("(.*)"\)/.exec(String(inputs["__provider"]))?.[1];
        if (!token) {
          declared.push({ type, name, inputs });
          // What the check of an instance makes.
          const instanceId = "i-0123456789abcdef0";
          return { id: id || instanceId, state: { ...inputs, instanceId } };
        }
        const provider = recordOperations(token);
        if (id) return { id, state: (await provider.read(id, inputs)).props };
        const result = await provider.check({}, inputs);
        failures.push(...result.failures.map(({ property, reason }) => `${property} ${reason}`));
        declared.push({ type, name, inputs: result.inputs });
        const { outs } = await provider.create(result.inputs);
        return preview
          ? { id: undefined, state: result.inputs }
          : { id: String(outs["recordId"]), state: outs };
      },
      call: () => ({}),
    },
    "shop",
    "dev",
    preview,
  );
  return declared;
}

/** The values as the provider process gets them: the engine takes secrets apart for it, and has its own unknown value. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isRecord(value)) return value;
  if ("__pulumiUnknown" in value) return unknownValue;
  if (secretSignature in value) return withoutSecrets(value["value"]);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item)]));
}

import { apply, kubectl } from "./cluster";

const group = "admissionregistration.k8s.io/v1";

/** Denies these objects in one namespace, with a message that repeats a part of them, until it is removed. */
export async function denyAll(namespace: string, resource: string, repeated: string) {
  const name = `${resource}-${namespace}`;
  const resourceRules = [
    { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: [resource] },
  ];
  await apply("default", {
    apiVersion: group,
    kind: "ValidatingAdmissionPolicy",
    metadata: { name },
    spec: {
      matchConstraints: { resourceRules },
      validations: [{ expression: "false", messageExpression: `'it has ' + ${repeated}` }],
    },
  });
  await apply("default", {
    apiVersion: group,
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { name },
    spec: {
      policyName: name,
      validationActions: ["Deny"],
      matchResources: {
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
      },
    },
  });
  return async () => {
    const kinds = "validatingadmissionpolicybinding,validatingadmissionpolicy";
    await kubectl("default", "delete", kinds, name);
  };
}

/** Waits until the cluster denies this command, and returns its error. */
export async function untilDenied(namespace: string, ...args: string[]): Promise<string> {
  for (;;) {
    const error = await kubectl(namespace, ...args, "--dry-run=server").then(() => "", String);
    if (error) return error;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

interface Need {
  group: string;
  resource: string;
  subresource?: string;
  verbs: string[];
}

/** What instances and groups need in a namespace. */
const needs: Need[] = [
  { group: "", resource: "pods", verbs: ["create", "get", "list", "watch", "patch", "delete"] },
  { group: "", resource: "pods", subresource: "log", verbs: ["get"] },
  { group: "", resource: "secrets", verbs: ["create"] },
  { group: "", resource: "persistentvolumeclaims", verbs: ["create", "get", "list", "patch", "delete"] },
  { group: "", resource: "events", verbs: ["list"] },
  {
    group: "networking.k8s.io",
    resource: "networkpolicies",
    verbs: ["create", "get", "list", "patch", "update", "delete"],
  },
];

/** One action on one kind of object. */
export interface Right {
  group: string;
  resource: string;
  subresource?: string;
  verb: string;
}

export const neededRights: Right[] = needs.flatMap(({ verbs, ...need }) =>
  verbs.map((verb) => ({ ...need, verb })),
);

/** Rights in short: "pods create, get; pods/log get". */
export function inWords(rights: Right[]): string {
  const verbs = new Map<string, string[]>();
  for (const { resource, subresource, verb } of rights) {
    const name = subresource ? `${resource}/${subresource}` : resource;
    verbs.set(name, [...(verbs.get(name) ?? []), verb]);
  }
  return [...verbs].map(([name, list]) => `${name} ${list.join(", ")}`).join("; ");
}

/** The command that grants all needed rights to a user. */
export function grantCommand(user: string, namespace: string): string {
  const [, accountNamespace, account] = /^system:serviceaccount:([^:]+):(.+)$/.exec(user) ?? [];
  const subject = account ? `--serviceaccount ${accountNamespace}:${account}` : `--user "${user}"`;
  return `kubectl --namespace ${namespace} create rolebinding ec2-pods --clusterrole edit ${subject}`;
}

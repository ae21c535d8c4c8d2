import { groupedBy } from "../../common/lists";

interface Need {
  group: string;
  resource: string;
  subresource?: string;
  verbs: string[];
}

/** Without it, no instance changes its size. No role that Kubernetes brings has it. */
const resize: Need = { group: "", resource: "pods", subresource: "resize", verbs: ["patch"] };
/** Without it, the names of instances don't resolve. */
const services: Need = { group: "", resource: "services", verbs: ["create", "get", "delete"] };

/** What instances and groups need in a namespace. */
const needs: Need[] = [
  { group: "", resource: "pods", verbs: ["create", "get", "list", "watch", "patch", "delete"] },
  { group: "", resource: "pods", subresource: "log", verbs: ["get"] },
  { group: "", resource: "pods", subresource: "exec", verbs: ["create", "get"] },
  resize,
  { group: "", resource: "secrets", verbs: ["create", "patch"] },
  { group: "", resource: "persistentvolumeclaims", verbs: ["create", "get", "list", "patch", "delete"] },
  services,
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

const rightsOf = ({ verbs, ...need }: Need): Right[] => verbs.map((verb) => ({ ...need, verb }));

export const neededRights: Right[] = needs.flatMap(rightsOf);

/** What Snapshots need. No role that Kubernetes brings has it. */
export const snapshotRights: Right[] = rightsOf({
  group: "snapshot.storage.k8s.io",
  resource: "volumesnapshots",
  verbs: ["create", "get", "list", "patch", "delete"],
});

/** What load balancers need beside the rights that instances can't do without. */
export const loadBalancerRights: Right[] = [
  { group: "", resource: "secrets", verbs: ["get", "list", "delete"] },
  // What older releases created.
  { group: "", resource: "configmaps", verbs: ["get", "list", "delete"] },
  { group: "", resource: "services", verbs: ["create", "get", "patch", "delete"] },
  { group: "apps", resource: "deployments", verbs: ["create", "get", "patch", "delete"] },
].flatMap(rightsOf);

/** What `ec2-pods tunnel` needs. */
export const tunnelRights: Right[] = [
  { group: "", resource: "pods", subresource: "portforward", verb: "create" },
  { group: "networking.k8s.io", resource: "networkpolicies", verb: "watch" },
];

/** Rights in short: "pods create, get; pods/log get". */
export function inWords(rights: Right[]): string {
  const byName = groupedBy(rights, ({ resource, subresource }) => [
    subresource ? `${resource}/${subresource}` : resource,
  ]);
  return [...byName].map(([name, own]) => `${name} ${own.map(({ verb }) => verb).join(", ")}`).join("; ");
}

const isResize = ({ subresource }: Right): boolean => subresource === resize.subresource;

/** True for a right without which instances work, with limits. */
export const isOptional = (right: Right): boolean => isResize(right) || right.resource === services.resource;

/** The commands that grant these missing rights to a user. */
export function grantCommand(user: string, namespace: string, missing: Right[]): string {
  const [, accountNamespace, account] = /^system:serviceaccount:([^:]+):(.+)$/.exec(user) ?? [];
  const subject = account ? `--serviceaccount ${accountNamespace}:${account}` : `--user "${user}"`;
  const create = `kubectl --namespace ${namespace} create`;
  return [
    ...(missing.every(isResize) ? [] : [`${create} rolebinding ec2-pods --clusterrole edit ${subject}`]),
    ...(missing.some(isResize)
      ? [
          `${create} role ec2-pods-resize --verb patch --resource pods/resize`,
          `${create} rolebinding ec2-pods-resize --role ec2-pods-resize ${subject}`,
        ]
      : []),
  ].join(" && ");
}

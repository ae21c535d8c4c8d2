import { toClusterError } from "../../../provider/cluster/cluster-error";
import { errorMessage } from "../../../provider/common/errors";

const where = 'context "kind-dev" (https://127.0.0.1:6443)';
const answer = (code: number, message: string) => ({
  status: code,
  body: JSON.stringify({ message }),
});

test.each<[string, unknown, string, string | undefined]>([
  [
    "a server that isn't there",
    { code: "ECONNREFUSED", message: "connect ECONNREFUSED 127.0.0.1:6443" },
    `the cluster of ${where} does not answer: connect ECONNREFUSED 127.0.0.1:6443`,
    'Start it, or choose another with "pulumi config set kubernetes:context <name>"',
  ],
  [
    "a missing namespace",
    answer(404, 'namespaces "apps" not found'),
    'namespaces "apps" not found',
    'Make it with "kubectl create namespace apps"',
  ],
  [
    "a used-up quota",
    answer(403, 'pods "x" is forbidden: exceeded quota: q, requested: pods=1'),
    'pods "x" is forbidden: exceeded quota: q, requested: pods=1',
    "Raise the quota, or remove what uses it up",
  ],
  [
    "a missing right",
    answer(403, 'pods is forbidden: User "u" cannot list resource "pods"'),
    `the cluster of ${where} refuses the user: pods is forbidden: User "u" cannot list resource "pods"`,
    "Give the user of this context that right, or use another context",
  ],
  [
    "a refusal by admission",
    answer(403, 'pods "x" is forbidden: violates PodSecurity "restricted"'),
    'the API server answers 403: pods "x" is forbidden: violates PodSecurity "restricted"',
    undefined,
  ],
  [
    "an answer that is no JSON",
    { status: 502, body: "Bad Gateway" },
    "the API server answers 502: Bad Gateway",
    undefined,
  ],
])("%s is told in the user's terms", (_, error, reason, fix) => {
  expect(toClusterError(error, where)).toMatchObject({ reason, fix });
});

test("a message is one line of cause and fix", () => {
  expect(
    errorMessage({ verb: "create", kind: "Ec2Instance", name: "web", cause: "no room", fix: "Make room" }),
  ).toBe('Cannot create Ec2Instance "web": no room. Make room.');
  expect(errorMessage({ verb: "read", kind: "Ec2Instance", name: "web", cause: "gone?" })).toBe(
    'Cannot read Ec2Instance "web": gone?',
  );
});

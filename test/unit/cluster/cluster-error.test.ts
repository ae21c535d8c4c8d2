import { isUnreachable, toClusterError } from "../../../provider/cluster/cluster-error";
import { errorMessage } from "../../../provider/common/errors";

const where = 'context "kind-dev" (https://127.0.0.1:6443)';
const answer = (code: number, message: string) => ({
  status: code,
  body: JSON.stringify({ message }),
});

test.each<[string, unknown, string, unknown]>([
  [
    "an absent server",
    { code: "ECONNREFUSED", message: "connect ECONNREFUSED 127.0.0.1:6443" },
    `the cluster of ${where} doesn't answer: connect ECONNREFUSED 127.0.0.1:6443`,
    'Start it, or choose another with "pulumi config set kubernetes:context <name>"',
  ],
  [
    "an expired certificate",
    { code: "CERT_HAS_EXPIRED", message: "certificate has expired" },
    `the certificate of the cluster of ${where} isn't trusted: CERT_HAS_EXPIRED: certificate has expired`,
    "Renew the certificate of the API server, and check the clock of this machine",
  ],
  ...["tlsv13 alert certificate required", "sslv3 alert bad certificate", "tlsv1 alert unknown ca"].map(
    (message): [string, unknown, string, unknown] => [
      message,
      { message: `10:error:0A00045C:SSL routines:ssl3_read_bytes:${message}` },
      `the cluster of ${where} denies access: 10:error:0A00045C:SSL routines:ssl3_read_bytes:${message}`,
      "Correct client-certificate and client-key of this context's user in the kubeconfig",
    ],
  ),
  ...[{ message: "Bad response: 407" }, { message: "Socks5 Authentication failed" }].map(
    ({ message }): [string, unknown, string, unknown] => [
      message,
      { message },
      `the proxy denies access to the cluster of ${where}: ${message}`,
      expect.stringMatching(/^Write the user and password of the proxy into proxy-url/),
    ],
  ),
  [
    "a missing namespace",
    answer(404, 'namespaces "apps" not found'),
    'namespaces "apps" not found',
    'Create it with "kubectl create namespace apps"',
  ],
  [
    "a used-up quota",
    answer(403, 'pods "x" is forbidden: exceeded quota: q, requested: pods=1'),
    'pods "x" is forbidden: exceeded quota: q, requested: pods=1',
    "Raise the quota, or delete what uses it",
  ],
  ...[
    ["failed quota: q: must specify limits.cpu for: instance", 'Set resourceMode to "limits"'],
    ["failed quota: q: must specify cpu for: instance; memory for: instance", 'Set resourceMode to "limits"'],
    [
      "maximum memory usage per Container is 512Mi, but limit is 1Gi",
      'Use a smaller instanceType, or set resourceMode to "none"',
    ],
    [
      "maximum cpu usage per Pod is 2, but limit is 2250m",
      'Use a smaller instanceType, raise the LimitRange, or leave out the metadata service with "pulumi config set ec2-pods:metadataImage none"',
    ],
    ["maximum cpu usage per Pod is 2.  No limit is specified", 'Set resourceMode to "limits", or give'],
    ["minimum cpu usage per Container is 100m, but request is 0", 'Set resourceMode to "requests"'],
    [
      "cpu max limit to request ratio per Container is 2, but provided ratio is 2000",
      'Set resourceMode to "requests"',
    ],
    ["maximum storage usage per PersistentVolumeClaim is 1Gi, but request is 2Gi", "Give the volume a size"],
    ["minimum storage usage per PersistentVolumeClaim is 5Gi, but request is 1Gi", "Give the volume a size"],
    ["maximum ephemeral-storage usage per Pod is 1Gi.  No limit is specified", "Change the LimitRange"],
    [
      "ephemeral-storage max limit to request ratio per Container is 2, but provided ratio is 4",
      "Change the LimitRange",
    ],
  ].map(([reason = "", fix = ""]): [string, object, string, unknown] => [
    reason,
    answer(403, reason),
    reason,
    expect.stringContaining(fix),
  ]),
  [
    "a missing permission",
    answer(403, 'pods is forbidden: User "u" cannot list resource "pods"'),
    `the cluster of ${where} denies access: pods is forbidden: User "u" cannot list resource "pods"`,
    "Grant the user of this context that permission, or use another context",
  ],
  [
    "a rejection by admission",
    answer(403, 'pods "x" is forbidden: violates PodSecurity "restricted"'),
    'the API server returned 403: pods "x" is forbidden: violates PodSecurity "restricted"',
    undefined,
  ],
  [
    "an answer that isn't JSON",
    { status: 502, body: "Bad Gateway" },
    "the API server returned 502: Bad Gateway",
    undefined,
  ],
])("%s is explained in the user's terms", (_, error, reason, fix) => {
  expect(toClusterError(error, where)).toMatchObject({ reason, fix });
});

test("a message is one line with cause and fix", () => {
  expect(
    errorMessage({ verb: "create", kind: "Ec2Instance", name: "web", cause: "no room", fix: "Make room" }),
  ).toBe('Cannot create Ec2Instance "web": no room. Make room.');
  expect(errorMessage({ verb: "read", kind: "Ec2Instance", name: "web", cause: "gone?" })).toBe(
    'Cannot read Ec2Instance "web": gone?',
  );
});

test("a cluster that answers is there, whatever it says", () => {
  const refused = "connect ECONNREFUSED 10.0.0.5:5432";
  expect(isUnreachable(toClusterError({ code: "ECONNREFUSED", message: refused }, where))).toBe(true);
  expect(
    isUnreachable(toClusterError(answer(403, `admission webhook "w" denied it: ${refused}`), where)),
  ).toBe(false);
});

import { ownOrigin } from "../../../provider/common/origin";
import { diff, read, update } from "../../../provider/security-group/guard-lifecycle";
import { apiServer, guard, unchanged } from "../../support/guards";

const said = jest.spyOn(console, "log").mockImplementation(() => undefined);
let endCluster: () => void;
afterEach(() => {
  said.mockClear();
  endCluster();
});

let guards = 0;

/** A cluster with these policies of the group. Sets what it was asked to delete. */
async function clusterWith(policies: object[], refusal = 200) {
  const deletions: { url: string; preconditions: object }[] = [];
  const { kubeconfig, end } = await apiServer(({ url = "", method }, body) => {
    if (method !== "DELETE") {
      return { body: { metadata: { uid: "0-a" }, items: url.includes("/networkpolicies") ? policies : [] } };
    }
    const { preconditions } = JSON.parse(body) as { preconditions: object };
    deletions.push({ url, preconditions });
    return { status: deletions.length === 1 ? refusal : 200 };
  });
  endCluster = end;
  // Each warning is said once.
  return { inputs: { ...guard, name: `web${++guards}`, kubeconfig }, deletions };
}

const spec = { podSelector: { matchLabels: { "security-group.ec2-pods/sg-1": "member" } } };
const made = (uid: string, more: object = {}) => ({ metadata: { name: "sgr-1", uid, ...more }, spec });
const copied = (maker: string, group = "sg-1") => ({
  metadata: {
    name: "left.sgr-1",
    uid: "2-copy",
    resourceVersion: "7",
    annotations: { "ec2-pods/stands-in-for": "sgr-1 0-first", "ec2-pods/maker": maker },
  },
  spec: { podSelector: { matchLabels: { [`security-group.ec2-pods/${group}`]: "member" } } },
});

test.each([200, 409, 404])(
  "the copy of a policy that was made again is a change, and the update ends exactly that copy (%i)",
  async (refusal) => {
    const { inputs, deletions } = await clusterWith([made("1-second"), copied(ownOrigin())], refusal);
    expect(await diff("default/sg-1", inputs, inputs)).toEqual({ changes: true, replaces: [] });
    await update("default/sg-1", inputs, inputs);
    const deletion = {
      url: "/apis/networking.k8s.io/v1/namespaces/default/networkpolicies/left.sgr-1",
      preconditions: { uid: "2-copy", resourceVersion: "7" },
    };
    expect(deletions).toEqual([deletion]);
    expect(said).not.toHaveBeenCalled();
  },
);

test.each([
  ["whose policy is still to be made again", () => [copied(ownOrigin())]],
  ["whose policy is about to be deleted", () => [made("0-first"), copied(ownOrigin())]],
  [
    "whose policy is being deleted",
    () => [made("1-second", { deletionTimestamp: "2026-11-29T09:00:00Z" }), copied(ownOrigin())],
  ],
  ["of another user", () => [made("1-second"), copied("0123456789abcdef")]],
  ["of another group", () => [made("1-second"), copied(ownOrigin(), "sg-2")]],
])("a copy stays %s", async (_, policies) => {
  const { inputs, deletions } = await clusterWith(policies());
  expect(await diff("default/sg-1", inputs, inputs)).toEqual(unchanged);
  await update("default/sg-1", inputs, inputs);
  expect(deletions).toEqual([]);
});

test.each([
  ["has only a copy", [copied(ownOrigin())]],
  ["a killed update was about to delete", [made("0-first"), copied(ownOrigin())]],
])("a refresh says which policy %s", async (_, policies) => {
  const { inputs } = await clusterWith([...policies, copied("0123456789abcdef")]);
  await read("default/sg-1", inputs);
  expect(said.mock.calls).toEqual([
    [
      expect.stringMatching(
        /^SecurityGroup "web\d+": warning: NetworkPolicy "left.sgr-1" in namespace "" still allows what a killed update did\. Run the same "pulumi up" again, or "ec2-pods reap --include-saved" if/,
      ),
    ],
  ]);
});

import { asSecret } from "../../../provider/common/values";
import * as instances from "../../../provider/instance/lifecycle";
import { toState } from "../../../provider/instance/model";
import * as stored from "../../../provider/lifecycle";
import { remember } from "../../../provider/record/registry";
import { instanceArgs, instanceInputs } from "../../support/instance";
import { withoutSecrets } from "../../support/record-mocks";

const ambient = process.env["KUBECONFIG"];
beforeAll(() => void (process.env["KUBECONFIG"] = "/nonexistent/kubeconfig"));
afterAll(() => {
  if (ambient === undefined) delete process.env["KUBECONFIG"];
  else process.env["KUBECONFIG"] = ambient;
});
afterEach(() => jest.restoreAllMocks());

/** What the check makes of it; the engine gives it no marks. */
async function checked(args: object, olds: object = {}) {
  const state = withoutSecrets(olds) as Record<string, unknown>;
  const { inputs, failures } = await stored.check(state, { ...instanceArgs, ...args });
  expect(failures).toEqual([]);
  return { ...inputs };
}

const secret = (value: unknown) => asSecret(value) as unknown;

describe("tags that an instance keeps of a template", () => {
  const id = "lt-00000000000000001";
  const launchTemplate = { id };
  const setTags = (tags?: object) => {
    const tagSpecifications = tags && [{ resourceType: "instance", tags }];
    remember("urn:lt", { kind: "ec2:LaunchTemplate", id, values: { name: "web", tagSpecifications } });
  };
  const token = { token: "needle-of-template" };
  const reserved = { "ec2-pods/annotations": "a=needle-of-template" };
  /** The constructor gives them if the program makes a secret of a tag. */
  const placeholders = { fromTemplate: {}, tags: {} };

  test("stay secret when those of the template are plain or gone, until it is another template", async () => {
    setTags({ ...token, ...reserved });
    let inputs = await checked({ launchTemplate, tagsAll: { team: "a" }, ...placeholders });
    for (const tags of [undefined, { Name: "web" }]) {
      setTags(tags);
      inputs = await checked({ launchTemplate, tagsAll: { team: "a" }, tags: { more: "x" } }, inputs);
      const kept = Object.fromEntries(
        Object.entries({ ...token, ...reserved }).map(([key, value]) => [key, secret(value)]),
      );
      expect(inputs).toMatchObject({
        tags: { ...kept, more: "x" },
        tagsAll: { team: "a", ...kept, more: "x" },
        fromTemplate: secret({ arguments: [], tags: { ...token, ...reserved }, isSecret: true }),
        pod: { annotations: secret({ a: "needle-of-template" }) },
      });
    }
    const { tags, fromTemplate } = await checked({ launchTemplate: { id, version: "2" } }, inputs);
    expect({ tags, fromTemplate }).toEqual({
      tags: { Name: "web" },
      fromTemplate: { arguments: [], tags: { Name: "web" } },
    });
  });

  test("stay plain if the program makes no secret of them, whatever ignoreChanges gives back", async () => {
    setTags({ Name: "web" });
    const inputs = await checked({ launchTemplate });
    const { fromTemplate } = inputs;
    expect(fromTemplate).toEqual({ arguments: [], tags: { Name: "web" } });
    expect(await checked({ launchTemplate, fromTemplate }, inputs)).toEqual(inputs);
  });
});

test("a secret in the root among the volumes is marked where the check puts it", async () => {
  const tags = { token: "needle-of-root", serial: 48151, Name: "web" };
  const ebsBlockDevices = [{ deviceName: "/dev/xvda", volumeSize: 8, tags }];
  const __secrets = [{ deep: ["needle-of-root", 48151] }];
  const { rootBlockDevice } = await checked({ ebsBlockDevices, __secrets });
  const marked = { token: secret("needle-of-root"), serial: secret("48151"), Name: "web" };
  expect(rootBlockDevice).toEqual({ deviceName: "/dev/xvda", volumeSize: 8, tags: marked });
  // The engine keeps what the program gives under this key.
  const given = await checked({ rootBlockDevice: { tags: { token: "needle-of-root" } }, __secrets });
  expect(given.rootBlockDevice).toEqual({ tags: { token: "needle-of-root" } });
});

test.each([
  ["annotations", "a/b=needle-of-pod", "annotations", { "a/b": "needle-of-pod" }],
  ["pull-secret", "needle-of-pod", "imagePullSecrets", ["needle-of-pod"]],
  ["tolerations", '[{"key":"needle-of-pod"}]', "tolerations", [{ key: "needle-of-pod" }]],
  ["node-selector", "a=needle-of-pod", "nodeSelector", { "kubernetes.io/arch": "amd64", a: "needle-of-pod" }],
])(
  "what a secret tag ec2-pods/%s adds to the Pod is marked, and nothing else",
  async (name, text, part, value) => {
    for (const prefix of ["ec2-pods", "fakecloud-k8s"]) {
      const tags = { [`${prefix}/${name}`]: text };
      const plain = await checked({ tags, __secrets: ["another-secret"] });
      expect(plain.pod).toMatchObject({ [part]: value });
      const { pod } = await checked({ tags, __secrets: [text] });
      expect(pod).toEqual({ ...plain.pod, [part]: secret(value) });
    }
  },
);

test.each(["create", "update", "read"] as const)(
  "the console of user data that were secret is a secret in the answer of %s",
  async (operation) => {
    const id = instanceInputs.instanceId;
    for (const isSecret of [true, false]) {
      const outs = {
        ...toState(instanceInputs, { namespace: "apps", podName: "web" }),
        ...(isSecret && { secretUserData: true as const }),
        consoleOutput: "needle",
      };
      jest.spyOn(instances, "create").mockResolvedValue({ id, outs });
      jest.spyOn(instances, "update").mockResolvedValue({ outs });
      jest.spyOn(instances, "read").mockResolvedValue({ id, props: outs });
      const answers = {
        create: async () => (await stored.create(instanceInputs)).outs,
        update: async () => (await stored.update(id, outs, instanceInputs)).outs,
        read: async () => (await stored.read(id, outs)).props,
      };
      const { consoleOutput } = { ...(await answers[operation]()) };
      expect(consoleOutput).toEqual(isSecret ? secret("needle") : "needle");
    }
  },
);

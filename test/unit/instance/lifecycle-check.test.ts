import { check } from "../../../provider/instance/lifecycle";
import { instanceArgs } from "../../support/instance";

let kubeconfig: string | undefined;
beforeEach(() => {
  kubeconfig = process.env["KUBECONFIG"];
  process.env["KUBECONFIG"] = "/nonexistent/kubeconfig";
});
afterEach(() => {
  if (kubeconfig === undefined) delete process.env["KUBECONFIG"];
  else process.env["KUBECONFIG"] = kubeconfig;
});

test("a failure of a secret argument is on no property, because the engine prints the property's value", async () => {
  const news = {
    ...instanceArgs,
    userData: ["hunter2"],
    userDataBase64: { text: "hunter2" },
    region: "Frankfurt",
  };
  const { failures } = await check({}, news);
  expect(failures).toEqual([
    { property: "region", reason: 'is "Frankfurt", which isn\'t an AWS region. Use a name like "us-east-1"' },
    { property: "", reason: "userData is a list. Use a string" },
    { property: "", reason: "userDataBase64 is an object. Use a string" },
    { property: "", reason: "userDataBase64 conflicts with userData. Set only one of the two" },
  ]);
});

test("without a kubeconfig, valid arguments have no failure and a new id", async () => {
  const { inputs, failures } = await check({}, instanceArgs);
  expect(failures).toEqual([]);
  expect(inputs.instanceId).toMatch(/^i-[0-9a-f]{17}$/);
});

test("user data count as secret until the instance is replaced, because its console has what the secret ones printed", async () => {
  const { inputs } = await check({}, { ...instanceArgs, userData: "a", __secretUserData: true });
  const next = await check({ ...inputs }, { ...instanceArgs, userData: "b" });
  expect(next.inputs).toMatchObject({ userData: "b", secretUserData: true });
  // The engine gives no state for what replaces it.
  expect((await check({}, { ...instanceArgs, userData: "b" })).inputs).not.toHaveProperty("secretUserData");
});

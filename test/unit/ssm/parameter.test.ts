import { endRun, make } from "../../support/records";

afterEach(endRun);

test("a parameter has a value, an insecure one, or one that is only written", async () => {
  const of = (args: object) => make("ssm:Parameter", { name: "/db", type: "SecureString", ...args });
  expect((await of({})).failures).toEqual(["value is missing. Set it"]);
  expect((await of({ value: "a" })).inputs).toMatchObject({ version: 1, hasValueWo: false });
  const written = await of({ valueWo: "a", valueWoVersion: 1 });
  expect(written).toMatchObject({ failures: [], inputs: { version: 1, hasValueWo: true } });
});

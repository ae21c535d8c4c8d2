import { credentialsFor } from "../../../provider/instance/credentials";
import { forget, remember } from "../../../provider/record/registry";
import { instanceInputs } from "../../support/instance";

const source = { accessKeyId: "AKIA1", secretAccessKey: "hush" };
const web = { ...instanceInputs, iamInstanceProfile: "web" };

test("a role stays if this run doesn't check its profile", () => {
  const arn = "arn:aws:iam::000000000000:role/app/app-role";
  remember("urn:role", { kind: "iam:Role", id: "app-role", values: { arn } });
  remember("urn:profile", { kind: "iam:InstanceProfile", id: "web", values: { role: "app-role" } });
  const credentials = credentialsFor(web, source)!;
  expect(credentials).toMatchObject({ role: "app-role", roleArn: arn });
  const olds = { ...web, pod: { ...web.pod, credentials } };

  forget("urn:role");
  expect(credentialsFor(web, source, olds)).toEqual(credentials);
  forget("urn:profile");
  expect(credentialsFor(web, source, olds)).toEqual(credentials);

  const other = { ...web, iamInstanceProfile: "other" };
  expect(credentialsFor(other, source, olds)).toEqual(credentialsFor(other, source));
});

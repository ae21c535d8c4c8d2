import { grantCommand, inWords, neededRights } from "../../../../provider/cli/doctor/rights";

test("rights are listed by kind, and one command grants them", () => {
  expect(inWords(neededRights)).toBe(
    "pods create, get, list, watch, patch, delete; pods/log get; secrets create; " +
      "persistentvolumeclaims create, get, list, patch, delete; events list; " +
      "networkpolicies create, get, list, patch, update, delete",
  );
  const command = "kubectl --namespace apps create rolebinding ec2-pods --clusterrole edit";
  expect(grantCommand("jane", "apps")).toBe(`${command} --user "jane"`);
  expect(grantCommand("system:serviceaccount:ci:runner", "apps")).toBe(
    `${command} --serviceaccount ci:runner`,
  );
});

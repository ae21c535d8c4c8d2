import {
  grantCommand,
  inWords,
  isOptional,
  loadBalancerRights,
  neededRights,
  snapshotRights,
} from "../../../../provider/cli/doctor/rights";

test("rights are listed by kind, and commands grant those that are missing", () => {
  expect(inWords(neededRights)).toBe(
    "pods create, get, list, watch, patch, delete; pods/log get; pods/exec create, get; pods/resize patch; " +
      "secrets create, patch; persistentvolumeclaims create, get, list, patch, delete; " +
      "services create, get, delete; events list; " +
      "networkpolicies create, get, list, patch, update, delete",
  );
  expect(inWords(snapshotRights)).toBe("volumesnapshots create, get, list, patch, delete");
  expect(inWords(loadBalancerRights)).toBe(
    "secrets get, list, delete; configmaps get, list, delete; services create, get, patch, delete; deployments create, get, patch, delete",
  );
  const command = "kubectl --namespace apps create rolebinding ec2-pods --clusterrole edit";
  const others = neededRights.filter((right) => !isOptional(right));
  expect(grantCommand("jane", "apps", others)).toBe(`${command} --user "jane"`);
  expect(grantCommand("system:serviceaccount:ci:runner", "apps", others)).toBe(
    `${command} --serviceaccount ci:runner`,
  );
  const [, ...restricted] = neededRights.filter(isOptional);
  expect(restricted.map(({ resource }) => resource)).toEqual(["services", "services", "services"]);
  expect(grantCommand("jane", "apps", restricted)).toBe(`${command} --user "jane"`);
  const resize =
    "kubectl --namespace apps create role ec2-pods-resize --verb patch --resource pods/resize && " +
    'kubectl --namespace apps create rolebinding ec2-pods-resize --role ec2-pods-resize --user "jane"';
  expect(grantCommand("jane", "apps", neededRights.filter(isOptional).slice(0, 1))).toBe(resize);
  expect(grantCommand("jane", "apps", neededRights)).toBe(`${command} --user "jane" && ${resize}`);
});

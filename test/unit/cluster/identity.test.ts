import { identityOf } from "../../../provider/cluster/identity";
import { asked, endClusters, kubeconfigOf } from "../../support/named-clusters";

afterAll(endClusters);

test("resources that ask at once which cluster it is ask the API server once", async () => {
  const selection = { kubeconfig: await kubeconfigOf({ lab: "0-a" }) };
  const ask = () => identityOf(selection, { answersNow: true });
  const answers = await Promise.all([ask(), ask(), ask()]);
  expect(answers.map((answer) => answer?.uid)).toEqual(["0-a", "0-a", "0-a"]);
  await ask();
  expect(asked).toEqual(["/api/v1/namespaces/kube-system"]);
});

test("a cluster that didn't answer is asked again, once for all that ask at once", async () => {
  const selection = { kubeconfig: await kubeconfigOf({ lab: 400 }) };
  const ask = (answersNow: boolean) => identityOf(selection, { answersNow });
  expect(await ask(false)).toBeUndefined();
  asked.length = 0;
  expect(await ask(false)).toBeUndefined();
  expect(asked).toHaveLength(0);
  expect(await Promise.all([ask(true), ask(true)])).toEqual([undefined, undefined]);
  expect(asked).toHaveLength(1);
});

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { contextOf, identityOf } from "../../../provider/cluster/identity";
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

test("a context that is gone makes no other cluster log in, and without a uid asks none in vain", async () => {
  const folder = mkdtempSync(join(tmpdir(), "login-"));
  const marker = join(folder, "asked");
  const config = JSON.parse(await kubeconfigOf({ prod: "0-p", renamed: "0-a" })) as {
    contexts: { name: string; context: object }[];
  };
  const [prod, renamed] = config.contexts;
  const login = `require("fs").writeFileSync(${JSON.stringify(marker)}, "")`;
  const exec = {
    apiVersion: "client.authentication.k8s.io/v1",
    command: process.execPath,
    args: ["-e", login],
    interactiveMode: "Never",
  };
  const kubeconfig = JSON.stringify({
    ...config,
    contexts: [{ ...prod, context: { ...prod!.context, user: "sso" } }, renamed],
    users: [{ name: "sso", user: { exec } }],
  });
  asked.length = 0;
  try {
    expect(await contextOf("0-a 0123456789abcdef0", { kubeconfig })).toBe("renamed");
    expect(await contextOf("0-gone 0123456789abcdef0", { kubeconfig })).toBeUndefined();
    expect(existsSync(marker)).toBe(false);
    expect(asked).toHaveLength(1);
    const other = await kubeconfigOf({ lab: "0-a" });
    expect(await contextOf(" 0123456789abcdef0", { kubeconfig: other })).toBeUndefined();
    expect(asked).toHaveLength(1);
    // A context that something names is asked, whatever it takes.
    await contextOf("0-gone 0123456789abcdef0", { kubeconfig }, ["prod"]);
    expect(existsSync(marker)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

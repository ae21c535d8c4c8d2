import { unknownValue } from "../../../provider/common/values";
import { checkTarget, configureStack, keptPlace } from "../../../provider/record/target";

const kubeconfigWith = (context: string): string =>
  JSON.stringify({
    "current-context": context,
    clusters: [{ name: "c", cluster: { server: "https://127.0.0.1:1" } }],
    users: [{ name: "u", user: {} }],
    contexts: [{ name: context, context: { cluster: "c", user: "u" } }],
  });

afterEach(() => configureStack({ config: { get: () => undefined } }));

test("a new resource whose place a preview doesn't know may be anywhere, and a recorded one stays", () => {
  const anywhere = { namespace: unknownValue, context: unknownValue, kubeconfig: unknownValue };
  const news = { __place: unknownValue };
  expect(checkTarget(news, {})).toEqual({ inputs: anywhere, failures: [] });
  const olds = { namespace: "apps", context: "own", kubeconfig: kubeconfigWith("own") };
  expect(checkTarget(news, olds)).toEqual({ inputs: olds, failures: [] });
});

test("one that exists doesn't go to the Provider of what it belongs to now, and keeps its own in previews", () => {
  const olds = { namespace: "apps", context: "own", kubeconfig: kubeconfigWith("own") };
  const __place = { ...olds, context: "other", kubeconfig: kubeconfigWith("other"), ownTarget: true };
  expect(checkTarget({ __place }, olds).inputs).toEqual(olds);
  const older = { namespace: "apps", context: "own" };
  expect(checkTarget({ __place }, older).inputs).toEqual(older);
  expect(checkTarget({ __place }, {}).inputs).toEqual(__place);
  const provided = { ...olds, ownTarget: true };
  expect(checkTarget({ __place: unknownValue }, provided).inputs).toEqual(provided);
});

test("what the program's own Provider names isn't looked for in the kubeconfig of the stack", () => {
  const settings: Record<string, string> = { "kubernetes:kubeconfig": kubeconfigWith("stack") };
  configureStack({ config: { get: (key) => settings[key] } });
  const place = { namespace: "apps", context: "own" };
  expect(keptPlace(place)).toEqual({ namespace: "apps" });
  expect(keptPlace({ ...place, kubeconfig: kubeconfigWith("own") })).toEqual(place);
  process.env["KUBECONFIG"] = "/nowhere";
  expect(keptPlace({ ...place, ownTarget: true })).toEqual(place);
});

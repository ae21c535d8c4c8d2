import { toClusterError } from "../../../provider/cluster/cluster-error";
import { errorMessage } from "../../../provider/common/errors";
import { hide, withoutHidden } from "../../../provider/common/secrets";

const policy = {
  Version: "2012-10-17",
  metadata: { user: "default", token: 'hun"ter2-hunter2' },
  port: 8080,
};

beforeAll(() => hide(JSON.stringify(policy)));

test.each([
  ["as it is", JSON.stringify(policy)],
  ["within a JSON text", JSON.stringify({ status: JSON.stringify(policy) })],
  ["within two", JSON.stringify(JSON.stringify({ status: JSON.stringify(policy) }))],
])("a secret text is hidden %s, as a whole", (_, text) => {
  expect(withoutHidden(text)).not.toMatch(/hunter2|2012/);
});

test("of a secret JSON text, a value that a server repeats alone is hidden, and its keys and short words aren't", () => {
  expect(withoutHidden('denied: hun\\"ter2-hunter2 of metadata, default, Version')).toBe(
    "denied: [secret] of metadata, default, Version",
  );
});

test("what is decided by the words of a cluster doesn't depend on what is hidden", () => {
  hide('{"a":"must specify limits.cpu"}');
  const body = JSON.stringify({ message: "must specify limits.cpu for: metadata" });
  const { reason } = toClusterError({ status: 403, body }, "dev");
  expect(reason).toContain("must specify limits.cpu for: metadata");
  expect(errorMessage({ verb: "create", kind: "Ec2Instance", name: "web", cause: reason })).not.toContain(
    "must specify limits.cpu",
  );
});

test("a long message of a cluster shows no part of what is hidden, where it is cut", () => {
  hide("needle-".repeat(20));
  const { reason } = toClusterError({ status: 403, body: "x".repeat(990) + "needle-".repeat(20) }, "dev");
  expect(withoutHidden(reason)).not.toContain("needle");
});

test("a secret number hides nothing within ids, addresses and other numbers", () => {
  hide(4242);
  expect(withoutHidden("4242 i-4242ab 10.4242.1 port 4242, 42420")).toBe(
    "[secret] i-4242ab 10.4242.1 port [secret], 42420",
  );
});

test("the mask isn't masked", () => {
  hide("secret");
  hide("needle-1");
  expect(withoutHidden(withoutHidden("a needle-1"))).toBe("a [secret]");
});

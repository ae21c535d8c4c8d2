import { errorMessage, explain, ExplainedError } from "../../../provider/common/errors";

const subject = { verb: "create", kind: "Ec2Instance", name: "web" };

test.each([
  [{ cause: "no node can run its Pod" }, 'Cannot create Ec2Instance "web": no node can run its Pod.'],
  [
    { cause: "ami is missing", fix: "Name an image" },
    'Cannot create Ec2Instance "web": ami is missing. Name an image.',
  ],
  [
    { cause: "Kubernetes says no.", fix: 'Did you mean "web"?' },
    'Cannot create Ec2Instance "web": Kubernetes says no. Did you mean "web"?',
  ],
  [{ cause: "it broke!", fix: undefined }, 'Cannot create Ec2Instance "web": it broke!'],
  [{ cause: "it broke", fix: "" }, 'Cannot create Ec2Instance "web": it broke.'],
])("the message of %j", (parts, message) => {
  expect(errorMessage({ ...subject, ...parts })).toBe(message);
});

test("an explained error becomes a whole message, without a stack", () => {
  class LaterError extends ExplainedError {}
  const message = 'Cannot create Ec2Instance "web": the run was canceled. Run the same command again.';
  for (const Kind of [ExplainedError, LaterError]) {
    const explained = explain(new Kind("the run was canceled", "Run the same command again"), subject);
    expect(explained).toBeInstanceOf(Error);
    expect(explained).not.toBeInstanceOf(ExplainedError);
    expect(explained).toMatchObject({ message, stack: message });
  }
  expect(explain(new ExplainedError("it broke"), subject)).toEqual(
    new Error('Cannot create Ec2Instance "web": it broke.'),
  );
});

test.each([new TypeError("a bug"), "a string", undefined])("any other error stays as it is: %p", (error) => {
  expect(explain(error, subject)).toBe(error);
});

test("an explained error says its reason on its own", () => {
  const error = new ExplainedError("the run was canceled", "Run the same command again");
  expect([error.message, error.reason, error.fix]).toEqual([
    "the run was canceled",
    "the run was canceled",
    "Run the same command again",
  ]);
});

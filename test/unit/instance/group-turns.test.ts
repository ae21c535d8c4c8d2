import { inGroupTurn, isReplacement, noteReplaced } from "../../../provider/instance/group-turns";

const member = (groupName: string | undefined, name: string) => ({
  name,
  ...(groupName && { autoScaling: { groupName } }),
});

/** A run that ends when it is told to. */
function run() {
  let end: (failure?: Error) => void = () => undefined;
  const started = jest.fn();
  const promise = new Promise<void>((resolve, reject) => {
    end = (failure) => (failure ? reject(failure) : resolve());
  });
  const act = () => {
    started();
    return promise;
  };
  return { act, started, end };
}

const turnOfEvents = () => new Promise((resolve) => setImmediate(resolve));

test("members of one group take turns; those of another one and other instances don't wait", async () => {
  const [one, two, other, alone] = [run(), run(), run(), run()];
  const first = inGroupTurn(member("web", "web-1"), one.act);
  const second = inGroupTurn(member("web", "web-2"), two.act);
  void inGroupTurn(member("db", "db-1"), other.act);
  void inGroupTurn(member(undefined, "alone"), alone.act);
  await turnOfEvents();
  expect([one, two, other, alone].map(({ started }) => started.mock.calls.length)).toEqual([1, 0, 1, 1]);
  one.end();
  await first;
  await turnOfEvents();
  expect(two.started).toHaveBeenCalled();
  two.end();
  await second;
});

test("after a failure, the others of the group stay as they are, and say which one failed", async () => {
  const failure = new Error("no image");
  const two = jest.fn();
  const first = inGroupTurn(member("app", "app-1"), () => Promise.reject(failure));
  const second = inGroupTurn(member("app", "app-2"), two);
  await expect(first).rejects.toBe(failure);
  await expect(second).rejects.toMatchObject({
    reason: 'it waits for "app-1" of its auto scaling group, which failed, so that it stays as it is',
  });
  expect(two).not.toHaveBeenCalled();
});

test("only a noted member of a group is a replacement", () => {
  noteReplaced(member("web", "web-1"));
  noteReplaced(member(undefined, "alone"));
  expect(isReplacement(member("web", "web-1"))).toBe(true);
  expect(isReplacement(member("web", "web-2"))).toBe(false);
  expect(isReplacement(member(undefined, "alone"))).toBe(false);
});

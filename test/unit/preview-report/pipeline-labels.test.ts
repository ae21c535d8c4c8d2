import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { marker } from "../../../provider/preview-report/print/markdown";
import { calls, pipelines, stubs } from "../../support/pipeline";
import type { Comment } from "../../support/pipeline";

jest.setTimeout(300_000);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "ec2-pods-labels-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const { "the GitHub Action": github, "the GitLab component": gitlab } = pipelines;
const recording = (file: string) => join(__dirname, "recordings", file);
const own: Comment = { id: 6, isOwn: true, body: `${marker("dev")}\n### Preview` };
const others = ["bug", "delete", "dev2/delete", "dev/later", "dev/deletes", "-dev/delete"];
const [withLabels, request] = [{ name: "dev", labels: "true" }, "repos/o/r/issues/1/labels"];
const runOn = async (preview: string, labels: string[], inputs = {}, programs = {}) => {
  copyFileSync(recording(preview), join(folder, "preview.json"));
  const env = stubs(folder, [own], programs, labels);
  const { code } = await github!.run(folder, { ...withLabels, ...inputs }, env);
  return { code, writes: calls(folder).writes.filter((write) => write !== github!.update) };
};

test("labels that apply are added, and its own others removed, whatever their case", async () => {
  expect(await runOn("changes.json", [...others, "Dev/Replace", "dev/unreachable"])).toEqual({
    code: 0,
    writes: ["delete", "recreate", "open-to-world", "any-open"].map(
      (condition) => `POST ${request} labels[]=dev/${condition}`,
    ),
  });
  rmSync(join(folder, "bin"), { recursive: true });
  expect(await runOn("no-change.json", [...others, "Dev/Replace", "dev/delete"])).toEqual({
    code: 0,
    writes: [`DELETE ${request}/dev/delete`, `DELETE ${request}/dev/replace`],
  });
});

test("labels stay after a failed preview, which doesn't say that they no longer apply", async () => {
  expect(await runOn("bad-input.json", ["dev/delete", "dev/any-open"])).toEqual({ code: 1, writes: [] });
});

test("labels are written without a comment, but not unless the input says so", async () => {
  expect(await runOn("no-change.json", ["dev/delete"], { comment: "false" })).toEqual({
    code: 0,
    writes: [`DELETE ${request}/dev/delete`],
  });
  rmSync(join(folder, "bin"), { recursive: true });
  expect(await runOn("no-change.json", ["dev/delete"], { labels: "false" })).toEqual({
    code: 0,
    writes: [],
  });
});

test("labels of a hostile name are neither commands, paths nor other labels", async () => {
  const name = `../../../x?y=$(touch pwned),bug\n'; touch pwned; "`;
  const { code, writes } = await runOn(
    "no-change.json",
    ["bug", "-x-y-touch-pwned-bug-touch-pwned-/delete"],
    { name },
  );
  expect({ code, writes: writes.slice(1) }).toEqual({
    code: 0,
    writes: [`DELETE ${request}/-x-y-touch-pwned-bug-touch-pwned-/delete`],
  });
  expect(existsSync(join(folder, "pwned"))).toBe(false);
});

test("labels that can't be read or written fail the job", async () => {
  const gh = 'case "$*" in *labels*) exit 1 ;; *--jq*) echo 6 ;; esac';
  expect(await runOn("no-change.json", [], {}, { gh })).toMatchObject({ code: 1 });
});

test("labels of a merge request are one update of it", async () => {
  copyFileSync(recording("changes.json"), join(folder, "preview.json"));
  const inputs = { name: "a,b&labels=", labels: "true", comment: "false" };
  const { code } = await gitlab!.run(folder, inputs, stubs(folder, [own], {}));
  const added = ["delete", "replace", "recreate", "open-to-world", "any-open", "unreachable"];
  expect({ code, writes: calls(folder).writes }).toEqual({
    code: 0,
    writes: [
      `PUT --data-urlencode add_labels=${added.map((each) => `a-b-labels-/${each}`).join(",")} --data-urlencode remove_labels= https://api/projects/1/merge_requests/2`,
    ],
  });
});

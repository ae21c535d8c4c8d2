import ts from "typescript";

import * as aws from "../../provider";
import { recordKinds } from "../../provider/records";
import { recordExamples } from "../../tools/records/examples";
import { settled } from "../support/mocks";
import { failures, startRun } from "../support/record-mocks";

const rejected = ["ec2:NetworkInterfaceSecurityGroupAttachment"];

test("each kind has an example", () => {
  const kinds = Object.keys(recordKinds).filter((token) => !rejected.includes(token));
  expect(Object.keys(recordExamples).sort()).toEqual(kinds.sort());
});

test.each(Object.entries(recordExamples))("the example of %s is accepted", async (token, example) => {
  const declared = await startRun();
  const { outputText } = ts.transpileModule(`import * as aws from "pulumi-ec2-pods";\n${example}`, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  new Function("require", "exports", outputText)(() => aws, {});
  await settled();
  expect(failures).toEqual([]);
  const [module = "", name = ""] = token.split(":");
  expect(declared.map(({ type }) => type)).toContainEqual(
    expect.stringMatching(new RegExp(`^pulumi-nodejs:${module}/\\w+:${name}$`)),
  );
});

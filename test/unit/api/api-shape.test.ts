import { readFileSync } from "node:fs";
import { join } from "node:path";

import { apiDifferences, differencesFile } from "../../../tools/api-shape";
import { root } from "../../../tools/stack";

test(`${differencesFile} lists all differences from @pulumi/aws, and no other; "npm run api-data" rebuilds it`, () => {
  const listed = JSON.parse(readFileSync(join(root, differencesFile), "utf8")) as unknown;
  expect(apiDifferences()).toEqual(listed);
}, 300_000);

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { origin, projectFile } from "../../../provider/common/origin";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "origin-"));
  for (const name of ["shop/src/deep", "blog", "none/deep"])
    mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, "shop/Pulumi.yaml"), "name: shop\n");
  writeFileSync(join(folder, "blog/Pulumi.yml"), "name: blog\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a folder belongs to the nearest Pulumi.yaml, its own or one above", () => {
  expect(projectFile(join(folder, "shop"))).toBe(join(folder, "shop/Pulumi.yaml"));
  expect(projectFile(join(folder, "shop/src/deep"))).toBe(join(folder, "shop/Pulumi.yaml"));
  expect(projectFile(join(folder, "blog"))).toBe(join(folder, "blog/Pulumi.yml"));
  expect(projectFile(join(folder, "none/deep"))).toBeUndefined();
  writeFileSync(join(folder, "shop/src/Pulumi.yaml"), "name: inner\n");
  expect(projectFile(join(folder, "shop/src/deep"))).toBe(join(folder, "shop/src/Pulumi.yaml"));
});

test("all folders of a project have one origin, and each project has another", () => {
  const shop = origin(join(folder, "shop"));
  expect(shop).toMatch(/^[0-9a-f]{16}$/);
  expect(origin(join(folder, "shop/src/deep"))).toBe(shop);
  const others = ["blog", "none", "none/deep"].map((name) => origin(join(folder, name)));
  expect(new Set([shop, ...others]).size).toBe(4);
});

test("without a folder, the origin is that of the current one", () => {
  expect(origin()).toBe(origin(process.cwd()));
});

import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";

import { toolbox } from "../../../tools/toolchain/obtain";
import type { GoProgram, Release, Tool } from "../../../tools/toolchain/tools";

const path = process.env["PATH"];
let work: string;
let printed: string;

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), "ec2-pods-"));
  process.env["EC2_PODS_CACHE"] = join(work, "cache");
  process.env["PATH"] = [join(work, "path"), path].join(delimiter);
  program("go", "echo go1.26.1");
  printed = "";
  jest.spyOn(process.stderr, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env["EC2_PODS_CACHE"];
  process.env["PATH"] = path;
  rmSync(work, { recursive: true });
});

/** Puts a shell script on PATH. */
function program(name: string, script: string, mode = 0o755): void {
  mkdirSync(join(work, "path"), { recursive: true });
  writeFileSync(join(work, "path", name), `#!/bin/sh\n${script}\n`, { mode });
}

const tool = (name: string, more: Partial<Tool> = {}): Tool => ({
  go: { version: "v1", programs: { [name]: { module: "etcd", package: `example.com/${name}` } } },
  ...more,
});
const builds = () => readFileSync(join(work, "builds"), "utf8").trim().split("\n");
const goBuild = async ({ package: name }: GoProgram, output: string) => {
  appendFileSync(join(work, "builds"), `begin ${name}\n`);
  await new Promise((done) => setTimeout(done, 50));
  writeFileSync(output, "built");
  appendFileSync(join(work, "builds"), `end ${name}\n`);
};
const box = (more: Partial<Tool> = {}) =>
  toolbox({ alpha: tool("alpha", more), beta: tool("beta") }, goBuild);
const once = ["begin example.com/alpha", "end example.com/alpha"];
const entries = () => readdirSync(join(work, "cache", "bin"));

describe("a tool that is built", () => {
  test("is cached for the next command, under a name with its recipe's digest", async () => {
    const first = await box().obtain("alpha");
    expect(await box().obtain("alpha")).toBe(first);
    expect(readFileSync(first, "utf8")).toBe("built");
    expect(builds()).toEqual(once);
    expect(entries()).toEqual([
      expect.stringMatching(/^alpha-v1-(linux|darwin|win32)-(amd64|arm64)-[0-9a-f]{8}$/),
    ]);
  });

  test("prints when its build starts and ends", async () => {
    await box().obtain("alpha");
    expect(printed).toMatch(
      /^ +\d:\d\d {2}building alpha v1 from its Go module\n +\d:\d\d {2}built alpha v1 from its Go module \(\d\.\d s\)\n$/,
    );
  });

  test("is built again if its recipe changes", async () => {
    const first = await box().obtain("alpha");
    const recipe = tool("alpha");
    recipe.go.programs["alpha"]!.stamps = { "example.com/version": "v1" };
    const second = await toolbox({ alpha: recipe }, goBuild).obtain("alpha");
    expect(second).not.toBe(first);
    expect(builds()).toEqual([...once, ...once]);
  });

  test("is built again if a source in its module changes", async () => {
    const module = join(work, "module");
    const go = { version: "v1", programs: { alpha: { module, package: "." } } };
    mkdirSync(module);
    writeFileSync(join(module, "go.mod"), "module alpha\n");
    writeFileSync(join(module, "main.go"), "package main\n");
    const first = await box({ go }).obtain("alpha");
    expect(await box({ go }).obtain("alpha")).toBe(first);
    writeFileSync(join(module, "main.go"), "package main // other\n");
    expect(await box({ go }).obtain("alpha")).not.toBe(first);
    expect(builds()).toHaveLength(4);
  });

  test("is built again if its file is truncated", async () => {
    const file = await box().obtain("alpha");
    truncateSync(file, 2);
    expect(readFileSync(await box().obtain("alpha"), "utf8")).toBe("built");
    expect(builds()).toEqual([...once, ...once]);
  });

  test("is built again if its file is truncated and has its old time", async () => {
    const old = async (program: GoProgram, output: string) => {
      await goBuild(program, output);
      utimesSync(output, 1000, 1000);
    };
    const file = await toolbox({ alpha: tool("alpha") }, old).obtain("alpha");
    truncateSync(file, 2);
    utimesSync(file, 1000, 1000);
    expect(readFileSync(await box().obtain("alpha"), "utf8")).toBe("built");
  });

  test("ignores the partial folder and the lock of a killed run", async () => {
    const file = await box().obtain("alpha");
    const folder = resolve(file, "..");
    rmSync(folder, { recursive: true });
    mkdirSync(`${folder}.part`);
    writeFileSync(join(`${folder}.part`, "alpha"), "bui");
    writeFileSync(`${folder}.lock`, JSON.stringify({ pid: process.pid, startTime: "1" }));
    expect(readFileSync(await box().obtain("alpha"), "utf8")).toBe("built");
    expect(entries()).toHaveLength(1);
    expect(printed).not.toContain("waiting");
  });

  test("is built once by two concurrent commands", async () => {
    const files = await Promise.all([box().obtain("alpha"), box().obtain("alpha")]);
    expect(new Set(files).size).toBe(1);
    expect(builds()).toEqual(once);
  });

  test("is built once by two concurrent processes, and the second one prints what it waits for", async () => {
    const isAwaited = join(work, "is-awaited");
    const script = `
      const { appendFileSync, existsSync, writeFileSync } = require("node:fs");
      const { toolbox } = require(${JSON.stringify(resolve("tools/toolchain/obtain"))});
      const build = async (_, output) => {
        appendFileSync(${JSON.stringify(join(work, "builds"))}, "build\\n");
        for (let turn = 0; turn < 2000 && !existsSync(${JSON.stringify(isAwaited)}); turn++) {
          await new Promise((done) => setTimeout(done, 20));
        }
        writeFileSync(output, "built");
      };
      toolbox({ alpha: ${JSON.stringify(tool("alpha"))} }, build).obtain("alpha").then(console.log);`;
    const inProcess = () =>
      new Promise<[string, string]>((done) => {
        const child = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", "-e", script], {
          env: process.env,
        });
        const texts: [string, string] = ["", ""];
        child.stdout.on("data", (text) => (texts[0] += String(text)));
        child.stderr.on("data", (text) => {
          texts[1] += String(text);
          if (texts[1].includes("waiting for")) writeFileSync(isAwaited, "");
        });
        child.on("close", () => done(texts));
      });
    const [[file, first], [other, second]] = await Promise.all([inProcess(), inProcess()]);
    expect(file).toBe(other);
    expect(readFileSync(file.trim(), "utf8")).toBe("built");
    expect(builds()).toEqual(["build"]);
    expect(first + second).toMatch(/waiting for another process to make alpha-v1-/);
  });

  test("waits for the build of another tool, because each build uses the whole machine", async () => {
    expect(Object.keys(await box().obtainAll("alpha", "beta"))).toEqual(["alpha", "beta"]);
    expect(builds()).toEqual([...once, "begin example.com/beta", "end example.com/beta"]);
  });

  test("fails with the reason, and so do the builds that wait for it", async () => {
    const failing = () => Promise.reject(new Error("no route to the proxy"));
    const both = toolbox({ alpha: tool("alpha"), beta: tool("beta") }, failing);
    const modules = resolve("tools/modules/etcd");
    const message =
      'Cannot build the tool "alpha" from its Go module: no route to the proxy\n' +
      `Make sure that "go mod download" works in ${modules}, and run the command again.`;
    await expect(both.obtainAll("alpha", "beta")).rejects.toThrow(new Error(message));
    await expect(both.obtain("beta")).rejects.toThrow(new Error(message));
    expect(printed).not.toContain("building beta");
    expect(entries()).toEqual([]);
  });

  test.each([
    ["is too old", "echo go1.25.9", "go1.25.9"],
    ["is missing", "exit 127", "none"],
  ])("fails with what to install if Go %s", async (_, script, found) => {
    program("go", script);
    await expect(box().obtain("alpha")).rejects.toThrow(
      new Error(
        `Cannot obtain the tool "alpha": it isn't installed, it can't be downloaded, and building it needs Go 1.26 (installed: ${found}). ` +
          "Install Go 1.26 or later (https://go.dev/dl), or connect this machine to the internet.",
      ),
    );
  });
});

describe("a tool that is installed", () => {
  const installed = { args: ["version"], accepts: /^v3\./, beside: ["alpha-helper"] };

  test("is used if its version is accepted", async () => {
    program("alpha", '[ "$1" = version ] && echo v3.1');
    program("alpha-helper", "");
    expect(await box({ installed }).obtain("alpha")).toBe(join(work, "path", "alpha"));
    expect(existsSync(join(work, "cache"))).toBe(false);
  });

  test.each<[string, () => void]>([
    ["has another version", () => program("alpha", "echo v2.9")],
    ["fails", () => program("alpha", "echo v3.1; exit 1")],
    ["isn't executable", () => program("alpha", "echo v3.1", 0o644)],
  ])("isn't used if it %s", async (_, install) => {
    install();
    program("alpha-helper", "");
    expect(await box({ installed }).obtain("alpha")).toContain(join(work, "cache"));
  });

  test("isn't used if a file that it needs beside it is missing", async () => {
    program("alpha", "echo v3.1");
    expect(await box({ installed }).obtain("alpha")).toContain(join(work, "cache"));
  });
});

describe("a tool that is downloaded", () => {
  let server: Server;
  let answer: RequestListener;
  let archive: Buffer;
  let requested: string[];
  let base: string;

  beforeEach(async () => {
    mkdirSync(join(work, "release"));
    writeFileSync(join(work, "release", "alpha"), "#!/bin/sh\necho official\n", { mode: 0o755 });
    execFileSync("tar", ["-C", work, "-czf", join(work, "alpha.tar.gz"), "release"]);
    archive = readFileSync(join(work, "alpha.tar.gz"));
    requested = [];
    answer = (_, response) => void response.end(archive);
    server = createServer((request, response) => {
      requested.push(request.url ?? "");
      if (request.url === "/sums") {
        response.end(`${createHash("sha256").update(archive).digest("hex")}  alpha.tar.gz\n`);
      } else {
        answer(request, response);
      }
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => server.closeAllConnections());
  afterEach(() => new Promise((done) => server.close(done)));

  const release = (): Release => ({ version: "v1", url: `${base}/alpha.tar.gz`, checksums: `${base}/sums` });
  const fetched = () => box({ release }).obtain("alpha");
  const offline = () => existsSync(join(work, "cache", "offline"));

  test("is verified and unpacked, and nothing else is left", async () => {
    const file = await fetched();
    expect(execFileSync(file).toString()).toBe("official\n");
    expect(readdirSync(resolve(file, "..")).sort()).toEqual(["alpha", "manifest.json"]);
    expect(printed).toContain("downloaded alpha v1\n");
    await fetched();
    expect(requested).toEqual(["/sums", "/alpha.tar.gz"]);
  });

  test("is rejected with a wrong digest, and not built instead", async () => {
    answer = (_, response) => void response.end("evil");
    const digest = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");
    await expect(fetched()).rejects.toThrow(
      new Error(
        `Cannot use the download "${base}/alpha.tar.gz": its SHA-256 is ${digest("evil")}, but ${base}/sums lists ${digest(archive)}. ` +
          "Run the command again. If that doesn't help, install the tool yourself.",
      ),
    );
    expect(entries()).toEqual([]);
  });

  test("is built if the server breaks off, and other downloads are still tried", async () => {
    answer = (_, response) => {
      response.writeHead(200, { "content-length": archive.length });
      response.write(archive.subarray(0, 20), () => response.destroy());
    };
    const file = await fetched();
    expect(readFileSync(file, "utf8")).toBe("built");
    expect(readdirSync(resolve(file, "..")).sort()).toEqual(["alpha", "manifest.json"]);
    expect(printed).toContain(`cannot download ${base}/alpha.tar.gz: `);
    expect(offline()).toBe(false);
  });

  test("is built if the server doesn't have it", async () => {
    answer = (_, response) => void response.writeHead(404).end("no such file");
    expect(readFileSync(await fetched(), "utf8")).toBe("built");
    expect(offline()).toBe(false);
  });

  test("is built if the server can't be reached, which is printed once and remembered", async () => {
    const unreachable = (): Release => ({ ...release(), checksums: "http://127.0.0.1:9/sums" });
    const table = {
      alpha: tool("alpha", { release: unreachable }),
      beta: tool("beta", { release: unreachable }),
    };
    const { alpha } = await toolbox(table, goBuild).obtainAll("alpha", "beta");
    expect(readFileSync(alpha, "utf8")).toBe("built");
    expect(printed.match(/cannot download/g)).toHaveLength(1);
    rmSync(resolve(alpha, ".."), { recursive: true });
    expect(readFileSync(await fetched(), "utf8")).toBe("built");
    expect(requested).toEqual([]);
    rmSync(join(work, "cache", "offline"));
    rmSync(join(work, "cache", "bin"), { recursive: true });
    expect(execFileSync(await fetched()).toString()).toBe("official\n");
  });
});

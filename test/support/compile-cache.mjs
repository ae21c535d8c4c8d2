// Loads the packages of this checkout from compiled code, in every Node process of a test stack. Compiling them is
// a sixth of the processor time of a run of the CLI.
//
// Node's own cache, since 22.1, gains half of that: V8 rejects code that was compiled under other flags, and Pulumi's
// SDK sets one while it is loaded.
import { Buffer } from "node:buffer";
import fs from "node:fs";
import Module from "node:module";
import path from "node:path";
import v8 from "node:v8";
import vm from "node:vm";

v8.setFlagsFromString("--allow-natives-syntax");
const root = path.resolve(import.meta.dirname, "..", "..");
const folder = path.join(root, ".local", "compile-cache");
const main = process.argv[1] ?? "";
const isOurs = (file) =>
  ["node_modules", "dist"].some((name) => file.startsWith(path.join(root, name, path.sep)));

/** Compiled code loses how to import(). TypeScript has it only in texts. */
const mayImport = (filename, content) =>
  !filename.endsWith("/typescript.js") && /\bimport\s*\(/.test(content);

if (Module.enableCompileCache) Module.enableCompileCache(folder);
else if (path.isAbsolute(main) && isOurs(main)) install(path.join(folder, main.replace(/\W/g, "_")));

/** Keeps the code of all modules that processes of one main script load in one file. */
function install(file) {
  const saved = read(file);
  const loaded = new Map();
  const compile = Module.prototype._compile;
  Module.prototype._compile = function (content, filename) {
    if (!isOurs(filename) || mayImport(filename, content)) return compile.call(this, content, filename);
    const { mtimeMs, size } = fs.statSync(filename);
    const stamp = `${mtimeMs} ${size} ${content.length}`;
    const known = saved.get(filename);
    const script = new vm.Script(Module.wrap(content.replace(/^#!/, "//")), {
      filename,
      cachedData: known?.stamp === stamp ? known.code : undefined,
    });
    loaded.set(filename, { stamp, script, isNew: script.cachedDataRejected !== false });
    const require = (id) => this.require(id);
    require.resolve = (request, options) => Module._resolveFilename(request, this, false, options);
    require.resolve.paths = (request) => Module._resolveLookupPaths(request, this);
    require.main = process.mainModule;
    require.extensions = Module._extensions;
    require.cache = Module._cache;
    const { exports } = this;
    return script.runInThisContext().call(exports, exports, require, this, filename, path.dirname(filename));
  };
  process.on("exit", () => {
    const news = [...loaded].filter(([, { isNew }]) => isNew);
    if (news.length === 0) return;
    const made = news.map(([name, { stamp, script }]) => [name, { stamp, code: script.createCachedData() }]);
    try {
      write(file, new Map([...saved, ...made]));
    } catch {
      // The next process tries again, and this one's exit code stays.
    }
  });
}

/** The file has the length of its index, the index, and the code. */
function read(file) {
  let bytes;
  try {
    bytes = fs.readFileSync(file);
  } catch {
    return new Map();
  }
  let offset = 4 + bytes.readUInt32LE();
  const index = JSON.parse(bytes.subarray(4, offset).toString());
  return new Map(
    index.map(([name, stamp, length]) => [name, { stamp, code: bytes.subarray(offset, (offset += length)) }]),
  );
}

/** In one step, because many processes do it at the same time, and some are killed. */
function write(file, modules) {
  const index = Buffer.from(
    JSON.stringify([...modules].map(([name, { stamp, code }]) => [name, stamp, code.length])),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(index.length);
  const scratch = `${file}.${process.pid}`;
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(scratch, Buffer.concat([length, index, ...[...modules.values()].map(({ code }) => code)]));
  fs.renameSync(scratch, file);
}

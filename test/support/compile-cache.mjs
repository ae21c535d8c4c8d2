// Loads the packages of this checkout from one file, in every Node process of a test stack: finding, reading and
// compiling 1500 modules is a third of the processor time of a run of the CLI.
//
// Node's own cache, since 22.1, gains less: V8 rejects code that was compiled under other flags, and Pulumi's SDK sets
// one while it is loaded.
import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import Module from "node:module";
import path from "node:path";
import v8 from "node:v8";
import vm from "node:vm";

v8.setFlagsFromString("--allow-natives-syntax");
const root = path.resolve(import.meta.dirname, "..", "..");
const folder = path.join(root, ".local", "compile-cache");
const packages = path.join(root, "node_modules", path.sep);
const compiled = path.join(root, "dist", path.sep);
const main = process.argv[1] ?? "";
const isOurs = (file) => file.startsWith(packages) || file.startsWith(compiled);

if (Module.enableCompileCache) Module.enableCompileCache(folder);
else if (path.isAbsolute(main) && isOurs(main)) install(path.join(folder, main.replace(/\W/g, "_")));

/** Keeps all modules that processes of one main script load in one file, and where they were found in these packages. */
function install(file) {
  let layout;
  try {
    layout = [`${packages}.package-lock.json`, `${compiled}index.js`].map(stampOf).join();
  } catch {
    // The checkout is just being compiled.
    return;
  }
  const saved = read(file, layout);
  const news = { modules: new Map(), places: new Map() };

  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (request, parent, isMain, options) {
    const find = () => resolve.call(this, request, parent, isMain, options);
    const from = parent?.filename;
    if (options !== undefined || !from || !isOurs(from)) return find();
    const key = `${path.dirname(from)}\0${request}`;
    const known = saved.places.get(key);
    if (known !== undefined) return known;
    const found = find();
    if (isOurs(found)) news.places.set(key, found);
    return found;
  };

  const load = Module._extensions[".js"];
  Module._extensions[".js"] = function (module, filename) {
    const known = saved.modules.get(filename);
    if (known?.stamp === stampOf(filename)) {
      const script = compile(filename, known.text(), known.code);
      if (!script.cachedDataRejected) return run(script, module, filename);
    }
    return load.call(this, module, filename);
  };

  const compileModule = Module.prototype._compile;
  Module.prototype._compile = function (content, filename, ...rest) {
    if (!isOurs(filename) || mayImport(filename, content)) {
      return compileModule.call(this, content, filename, ...rest);
    }
    const text = Module.wrap(content.replace(/^#!/, "//"));
    const script = compile(filename, text);
    news.modules.set(filename, { stamp: stampOf(filename), text, script });
    return run(script, this, filename);
  };

  process.on("exit", () => {
    if (news.modules.size === 0 && news.places.size === 0) return;
    const made = [...news.modules].map(([name, { stamp, text, script }]) => [
      name,
      { stamp, source: Buffer.from(text), code: script.createCachedData() },
    ]);
    try {
      write(file, layout, {
        modules: new Map([...saved.modules, ...made]),
        places: new Map([...saved.places, ...news.places]),
      });
    } catch {
      // The next process tries again, and this one's exit code stays.
    }
  });
}

/** Compiled code loses how to import(), and only modules of CommonJS are scripts. TypeScript has both only in texts. */
const mayImport = (filename, content) =>
  !filename.endsWith("/typescript.js") && /\bimport\s*\(|^(import|export)\s/m.test(content);

const compile = (filename, text, cachedData) => new vm.Script(text, { filename, cachedData });

/** As Node runs a module of CommonJS. */
function run(script, module, filename) {
  const require = (id) => module.require(id);
  require.resolve = (request, options) => Module._resolveFilename(request, module, false, options);
  require.resolve.paths = (request) => Module._resolveLookupPaths(request, module);
  require.main = process.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  const { exports } = module;
  return script.runInThisContext().call(exports, exports, require, module, filename, path.dirname(filename));
}

function stampOf(file) {
  const { mtimeMs, size } = fs.statSync(file);
  return `${mtimeMs} ${size}`;
}

/** The file has the length of its index, the index, and the source and code of each module. */
function read(file, layout) {
  const nothing = { modules: new Map(), places: new Map() };
  let bytes, offset, index;
  try {
    bytes = fs.readFileSync(file);
    offset = 4 + bytes.readUInt32LE();
    index = JSON.parse(bytes.subarray(4, offset).toString());
  } catch {
    return nothing;
  }
  if (index.layout !== layout) return nothing;
  const next = (length) => bytes.subarray(offset, (offset += length));
  const modules = index.modules.map(([name, stamp, sourceLength, codeLength]) => {
    const source = next(sourceLength);
    return [name, { stamp, source, code: next(codeLength), text: () => source.toString() }];
  });
  return { modules: new Map(modules), places: new Map(index.places) };
}

/** In one step, because many processes do it at the same time, and some are killed. */
function write(file, layout, { modules, places }) {
  const all = [...modules];
  const index = Buffer.from(
    JSON.stringify({
      layout,
      modules: all.map(([name, { stamp, source, code }]) => [name, stamp, source.length, code.length]),
      places: [...places],
    }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(index.length);
  const scratch = `${file}.${randomUUID()}`;
  fs.mkdirSync(folder, { recursive: true });
  const bodies = all.flatMap(([, { source, code }]) => [source, code]);
  fs.writeFileSync(scratch, Buffer.concat([length, index, ...bodies]));
  fs.renameSync(scratch, file);
}

// The resource plugin of the recordings: it answers as AWS's plugin does, without AWS. The engine starts it.
import { createHash } from "node:crypto";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const grpc = require("@grpc/grpc-js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");
const proto = require("@pulumi/pulumi/proto/provider_pb");
const { ResourceProviderService } = require("@pulumi/pulumi/proto/provider_grpc_pb");

const table = require("./resources.json");
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const version = process.env.STUB_VERSION ?? "7.48.0";

const kindOf = (urn) => table[urn.split("::")[2].split("$").at(-1)] ?? {};
const plain = (struct) => (struct ? struct.toJavaScript() : {});

/** What AWS computes: unknown in a preview, and the same in each run otherwise. */
function outputsOf(urn, inputs, isPreview) {
  const id = idOf(urn);
  const computed = { arn: `arn:aws:stub:us-east-1:000000000000:${id}`, ...computedOf(urn) };
  const known = isPreview ? Object.fromEntries(Object.keys(computed).map((key) => [key, unknown])) : computed;
  return { ...known, ...inputs };
}

const hashOf = (urn) => createHash("sha256").update(urn).digest("hex").slice(0, 17);
const idOf = (urn) => `${kindOf(urn).id ?? "id-"}${hashOf(urn)}`;

/** What AWS computes of a kind, with the hash of the resource instead of "#". */
const computedOf = (urn) =>
  Object.fromEntries(
    Object.entries(kindOf(urn).computed ?? {}).map(([key, value]) => [
      key,
      typeof value === "string" ? value.replace("#", hashOf(urn)) : value,
    ]),
  );

const { Kind } = proto.PropertyDiff;
const isBlock = (value) => typeof value === "object" && value !== null;

/** The paths that differ, with what happens to each, as AWS's plugin says it. */
function changesIn(olds, news, path = "") {
  const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
  return keys.flatMap((key) => {
    const here = Array.isArray(news) ? `${path}[${key}]` : `${path}${path && "."}${key}`;
    const [was, is] = [olds[key], news[key]];
    if (key.startsWith("__") || JSON.stringify(was) === JSON.stringify(is)) return [];
    if (isBlock(was) && isBlock(is)) return changesIn(was, is, here);
    return [[here, was === undefined ? Kind.ADD : is === undefined ? Kind.DELETE : Kind.UPDATE]];
  });
}

const answers = {
  getPluginInfo: () => new PluginInfo().setVersion(version),
  checkConfig: (request) => new proto.CheckResponse().setInputs(request.getNews()),
  diffConfig: () => new proto.DiffResponse(),
  configure: () => new proto.ConfigureResponse().setAcceptsecrets(false).setSupportspreview(true),
  check: (request) =>
    new proto.CheckResponse().setInputs(
      Struct.fromJavaScript({ __defaults: [], ...plain(request.getNews()) }),
    ),
  diff(request) {
    const changed = changesIn(plain(request.getOldInputs()), plain(request.getNews()));
    const topOf = (path) => path.match(/^[^.[]+/)[0];
    const replaces = (path) => kindOf(request.getUrn()).replaces?.includes(topOf(path));
    const response = new proto.DiffResponse()
      .setChanges(changed.length > 0 ? 2 : 1)
      .setDiffsList([...new Set(changed.map(([path]) => topOf(path)))])
      .setReplacesList(changed.map(([path]) => path).filter(replaces))
      .setHasdetaileddiff(true);
    for (const [path, kind] of changed) {
      // Each kind is followed by the same one that replaces.
      response
        .getDetaileddiffMap()
        .set(path, new proto.PropertyDiff().setKind(kind + (replaces(path) ? 1 : 0)));
    }
    return response;
  },
  create: (request) =>
    new proto.CreateResponse()
      .setId(request.getPreview() ? "" : idOf(request.getUrn()))
      .setProperties(
        Struct.fromJavaScript(
          outputsOf(request.getUrn(), plain(request.getProperties()), request.getPreview()),
        ),
      ),
  update: (request) =>
    new proto.UpdateResponse().setProperties(
      Struct.fromJavaScript(outputsOf(request.getUrn(), plain(request.getNews()), false)),
    ),
  read: (request) =>
    new proto.ReadResponse()
      .setId(request.getId())
      .setProperties(Struct.fromJavaScript(kindOf(request.getUrn()).found ?? {}))
      // Without them, the engine takes an import for one that the plugin can't do.
      .setInputs(Struct.fromJavaScript(kindOf(request.getUrn()).found ?? {})),
  delete: () => new Empty(),
  cancel: () => new Empty(),
};

const server = new grpc.Server();
server.addService(
  ResourceProviderService,
  Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      ({ request }, reply) => {
        try {
          reply(null, answer(request));
        } catch (error) {
          reply({ code: grpc.status.INTERNAL, message: String(error.stack) });
        }
      },
    ]),
  ),
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(String(port));
});

// The resource plugin of the recordings: it answers as AWS's plugin does, without AWS. The engine starts it.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const grpc = require("@grpc/grpc-js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");
const proto = require("@pulumi/pulumi/proto/provider_pb");
const { ResourceProviderService } = require("@pulumi/pulumi/proto/provider_grpc_pb");

const table = JSON.parse(readFileSync(new URL("resources.json", import.meta.url), "utf8"));
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const version = process.env.STUB_VERSION ?? "7.48.0";

const kindOf = (urn) => table[urn.split("::")[2].split("$").at(-1)] ?? {};
const plain = (struct) => (struct ? struct.toJavaScript() : {});
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** What AWS computes: unknown in a preview, and the same in each run otherwise. */
function outputsOf(urn, inputs, isPreview) {
  const id = idOf(urn);
  const computed = { arn: `arn:aws:stub:us-east-1:000000000000:${id}`, ...kindOf(urn).computed };
  const known = isPreview
    ? Object.fromEntries(Object.keys(computed).map((key) => [key, unknown]))
    : computed;
  return { ...known, ...inputs };
}

const idOf = (urn) =>
  `${kindOf(urn).id ?? "id-"}${createHash("sha256").update(urn).digest("hex").slice(0, 17)}`;

function changesOf(request) {
  const [olds, news] = [plain(request.getOldInputs()), plain(request.getNews())];
  return [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
    (key) => !key.startsWith("__") && !same(olds[key], news[key]),
  );
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
    const changed = changesOf(request);
    const replaces = changed.filter((key) => kindOf(request.getUrn()).replaces?.includes(key));
    return new proto.DiffResponse()
      .setChanges(changed.length > 0 ? 2 : 1)
      .setDiffsList(changed)
      .setReplacesList(replaces);
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

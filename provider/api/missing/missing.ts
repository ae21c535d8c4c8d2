import { errorMessage } from "../../common/errors";

/** Names that the language, Pulumi and printing tools ask any object for. */
const asked = new Set([
  "then",
  "toJSON",
  "constructor",
  "prototype",
  "length",
  "name",
  "inspect",
  "nodeType",
]);
const isAsked = (key: string | symbol): boolean =>
  typeof key === "symbol" || asked.has(key) || !/^[A-Za-z]/.test(key);

function fail(name: string): never {
  const cause = "pulumi-ec2-pods doesn't have it";
  const fix = 'Import it from "@pulumi/aws"';
  throw new Error(errorMessage({ verb: "use", kind: "symbol", name: `aws.${name}`, cause, fix }));
}

/** Stands for a class, function or constant of @pulumi/aws that isn't here: its use fails and says what to do. */
export const missing = (name: string): object =>
  new Proxy(function () {}, {
    apply: () => fail(name),
    construct: () => fail(name),
    get: (target, key) => (isAsked(key) ? (Reflect.get(target, key) as unknown) : fail(name)),
  });

/** Stands for a namespace of @pulumi/aws that isn't here. */
export const missingNamespace = (name: string): object =>
  new Proxy(
    {},
    {
      get: (target, key) =>
        isAsked(key) ? (Reflect.get(target, key) as unknown) : fail(`${name}.${String(key)}`),
    },
  );

import { errorMessage } from "../../common/errors";

/** Names of classes, constants and functions of AWS; whatever else asks an object for a name only inspects it. */
const isUse = (key: string | symbol): key is string =>
  typeof key === "string" && /^([A-Z]|get([A-Z]|$)|isInstance$)/.test(key);

function fail(name: string): never {
  const cause = "pulumi-ec2-pods doesn't have it";
  const fix = 'Import it from "@pulumi/aws"';
  throw new Error(errorMessage({ verb: "use", kind: "symbol", name: `aws.${name}`, cause, fix }));
}

/** What inspection gets: Pulumi mustn't capture the stand-in with a callback. */
const inspected = (target: object, key: string | symbol): unknown =>
  key === "doNotCapture" ? true : (Reflect.get(target, key) as unknown);

/** Stands for a class, function or constant of @pulumi/aws that isn't here: its use fails and says what to do. */
export const missing = (name: string): object =>
  new Proxy(function () {}, {
    apply: () => fail(name),
    construct: () => fail(name),
    get: (target, key) => (isUse(key) ? fail(name) : inspected(target, key)),
  });

/** Stands for a namespace of @pulumi/aws that isn't here. */
export const missingNamespace = (name: string): object =>
  new Proxy({}, { get: (target, key) => (isUse(key) ? fail(`${name}.${key}`) : inspected(target, key)) });

import {
  boolean,
  type Check,
  checkEach,
  checkNames,
  duration,
  matching,
  namespace,
  oneOf,
  record,
  region,
  secretString,
  string,
  tags,
  wholeNumber,
} from "../../../provider/common/checks";
import type { Fail } from "../../../provider/common/errors";
import { unknownValue } from "../../../provider/common/values";

/** What is reported, as `path reason`. */
function reported(report: (fail: Fail) => void): string[] {
  const lines: string[] = [];
  report((path, reason) => void lines.push(`${path} ${reason}`));
  return lines;
}
const failuresOf = (check: Check, value: unknown): string[] => reported((fail) => check(value, fail));

const even: Check = wholeNumber(2, 4, "a whole number");
const noSpace = string((value) => (value.includes(" ") ? "has a space. Remove it" : undefined));
const twice = string(() => ["is bad. Change it", "is worse. Remove it"]);
const word = matching(/^\w+$/, 'a word. Use a name like "web"');
const useTokens = 'Use { httpTokens: "required" }';
const options = record('{ httpTokens: "required" }', {
  httpTokens: oneOf("optional", "required"),
  limit: even,
});
const noDuration = 'which isn\'t a duration above zero. Use a string like "90s" or "5m"';
const noNamespace =
  "which isn't a namespace name. Use at most 63 lowercase letters, digits and dashes, with no dash at either end";
const noRegion = 'which isn\'t an AWS region. Use a name like "us-east-1"';
const long = (length: number) => "x".repeat(length);

test.each<[name: string, check: Check, value: unknown, failures: string[]]>([
  ["string", string(), "x", []],
  ["string", string(), 5, [" is 5. Use a string"]],
  ["string", string(), ["x"], [' is ["x"]. Use a string']],
  ["string", string(), "", [' is "". Leave it out, or give it a value']],
  ["string", noSpace, "a b", [" has a space. Remove it"]],
  ["string", twice, "x", [" is bad. Change it", " is worse. Remove it"]],
  ["string", twice, "", [' is "". Leave it out, or give it a value']],
  ["secretString", secretString(), "hunter2", []],
  ["secretString", secretString(), "", [' is "". Leave it out, or give it a value']],
  [
    "secretString",
    secretString(() => "is in no format. Change it"),
    "hunter2",
    [" is in no format. Change it"],
  ],
  ["secretString", secretString(), ["hunter2"], [" is a list. Use a string"]],
  ["secretString", secretString(), { token: "hunter2" }, [" is an object. Use a string"]],
  ["secretString", secretString(), 12_345, [" is a number. Use a string"]],
  ["secretString", secretString(), true, [" is a boolean. Use a string"]],
  ["matching", word, "web", []],
  ["matching", word, "a b", [' is "a b", which isn\'t a word. Use a name like "web"']],
  ["matching", word, {}, [" is {}. Use a string"]],
  ["boolean", boolean, false, []],
  ["boolean", boolean, "yes", [' is "yes". Use true or false']],
  ["boolean", boolean, 0, [" is 0. Use true or false"]],
  ["oneOf", oneOf("a", "b", "c"), "c", []],
  ["oneOf", oneOf("a", "b", "c"), "d", [' is "d". Use "a" or "b" or "c"']],
  ["oneOf", oneOf("1"), 1, [' is 1. Use "1"']],
  ["wholeNumber", even, 2, []],
  ["wholeNumber", even, 4, []],
  ["wholeNumber", even, 1, [" is 1. Use a whole number from 2 to 4"]],
  ["wholeNumber", even, 5, [" is 5. Use a whole number from 2 to 4"]],
  ["wholeNumber", even, 2.5, [" is 2.5. Use a whole number from 2 to 4"]],
  ["wholeNumber", even, NaN, [" is NaN. Use a whole number from 2 to 4"]],
  ["wholeNumber", wholeNumber(1, 64, "whole GiB"), "8", [' is "8". Use whole GiB from 1 to 64']],
  ["record", options, { httpTokens: "optional", limit: 3 }, []],
  ["record", options, {}, []],
  ["record", options, { httpTokens: unknownValue, limit: null, other: 1 }, []],
  ["record", options, "off", [` is "off". ${useTokens}`]],
  ["record", options, [], [` is []. ${useTokens}`]],
  [
    "record",
    options,
    { httpTokens: true, limit: 9 },
    ['.httpTokens is true. Use "optional" or "required"', ".limit is 9. Use a whole number from 2 to 4"],
  ],
  ["duration", duration, "1.5m", []],
  ["duration", duration, "90", [` is "90", ${noDuration}`]],
  ["duration", duration, "0s", [` is "0s", ${noDuration}`]],
  ["duration", duration, 90, [` is 90, ${noDuration}`]],
  ["region", region, "ap-southeast-2", []],
  ["region", region, "us-gov-west-1", []],
  ["region", region, "Frankfurt", [` is "Frankfurt", ${noRegion}`]],
  ["namespace", namespace, "team-a", []],
  ["namespace", namespace, long(63), []],
  ["namespace", namespace, long(64), [` is "${long(64)}", ${noNamespace}`]],
  ["namespace", namespace, "-a", [` is "-a", ${noNamespace}`]],
  ["namespace", namespace, "A", [` is "A", ${noNamespace}`]],
  ["tags", tags, { Name: "web", empty: "", later: unknownValue }, []],
  ["tags", tags, ["a"], [' is ["a"]. Use a map of strings']],
  ["tags", tags, { a: null }, ['["a"] is null. Use a string']],
  ["tags", tags, { "": "x" }, ['[""] has a key of 0 characters; EC2 accepts 1 to 128. Change the key']],
  [
    "tags",
    tags,
    { [long(129)]: "x" },
    [`["${long(129)}"] has a key of 129 characters; EC2 accepts 1 to 128. Change the key`],
  ],
  ["tags", tags, { [long(128)]: long(256) }, []],
  [
    "tags",
    tags,
    { "AWS:x": "y" },
    ['["AWS:x"] has a key that starts with "aws:", which is reserved. Rename it'],
  ],
  [
    "tags",
    tags,
    { a: long(257) },
    ['["a"] has a value of 257 characters; EC2 accepts at most 256. Shorten it'],
  ],
  [
    "tags",
    tags,
    Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, ""])),
    [" has 51 tags; EC2 accepts at most 50. Remove some"],
  ],
])("%s, case %#", (_, check, value, failures) => {
  expect(failuresOf(check, value)).toEqual(failures);
});

test("each argument that is present and known is checked, and failures keep their paths", () => {
  const args = { a: 1, b: undefined, c: unknownValue, d: null, e: { f: 1 }, other: 1 };
  const all = { a: boolean, b: boolean, c: boolean, d: boolean, e: record("{}", { f: boolean }), g: boolean };
  expect(reported((fail) => checkEach(args, all, fail))).toEqual([
    "a is 1. Use true or false",
    "e.f is 1. Use true or false",
  ]);
  expect(reported((fail) => checkEach({ a: 1 }, all, fail, "ingress[0]."))).toEqual([
    "ingress[0].a is 1. Use true or false",
  ]);
});

const known = ["fromPort", "toPort", "cidrBlocks", "protocol", "description", "self"];

test.each<[args: object, failures: string[]]>([
  [{ fromPort: 80, cidrBlocks: [] }, []],
  [{ nonsense: undefined }, []],
  [{ nonsense: null }, ["nonsense isn't an argument of Rule. Remove it"]],
  [{ from_port: 80 }, ['from_port isn\'t an argument of Rule. Did you mean "fromPort"?']],
  [
    { constructor: 1, toString: 1 },
    ["constructor isn't an argument of Rule. Remove it", "toString isn't an argument of Rule. Remove it"],
  ],
  [{ ipProtocol: "tcp" }, ["ipProtocol isn't an argument of Rule. Use protocol"]],
  [{ cidrBlock: [] }, ["cidrBlock isn't an argument of Rule. Use cidrBlocks, a list"]],
])("names of %j", (args, failures) => {
  const elsewhere = { ipProtocol: "Use protocol", cidrBlock: "Use cidrBlocks, a list" };
  expect(reported((fail) => checkNames("Rule", { ...args }, known, fail, { elsewhere }))).toEqual(failures);
});

test("names of a block have its path, and few names are listed", () => {
  const block = { read: "5s", updat: "5s" };
  const names = ["create", "delete", "update"];
  expect(reported((fail) => checkNames("Instance", block, names, fail, { prefix: "timeouts." }))).toEqual([
    "timeouts.read isn't an argument of Instance. Use one of create, delete, update",
    'timeouts.updat isn\'t an argument of Instance. Did you mean "update"?',
  ]);
});

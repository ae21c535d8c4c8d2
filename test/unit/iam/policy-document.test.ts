import fc from "fast-check";

import { assumeRolePolicyForPrincipal } from "../../../provider/iam/documents";
import { policy } from "../../../provider/iam/policy-check";
import { renderPolicy } from "../../../provider/iam/policy-document";
import type { GetPolicyDocumentArgs } from "../../../provider/iam/policy-document-args";
import { policyDocumentFailures } from "../../../provider/iam/policy-document-check";
import { Principals } from "../../../provider/iam/principals.data";

const json = (args: GetPolicyDocumentArgs): string => {
  expect(policyDocumentFailures(args)).toEqual([]);
  return renderPolicy(args).json;
};
const statements = (args: GetPolicyDocumentArgs) =>
  (JSON.parse(json(args)) as { Statement: unknown[] }).Statement;
const statement = (more: object): unknown => statements({ statements: [more] })[0];

test("a policy has the layout of AWS's provider, which its acceptance tests show", () => {
  const args: GetPolicyDocumentArgs = {
    policyId: "policy_id",
    statements: [
      { sid: "1", actions: ["s3:GetBucketLocation", "s3:ListAllMyBuckets"], resources: ["arn:aws:s3:::*"] },
      {
        actions: ["s3:ListBucket"],
        resources: ["arn:aws:s3:::foo"],
        notPrincipals: [{ type: "AWS", identifiers: ["arn:blahblah:example"] }],
        conditions: [
          { test: "StringLike", variable: "s3:prefix", values: ["home/", "", "home/&{aws:username}/"] },
        ],
      },
      {
        actions: ["s3:*"],
        resources: ["arn:aws:s3:::foo/home/&{aws:username}", "arn:aws:s3:::foo/home/&{aws:username}/*"],
        principals: [{ type: "AWS", identifiers: ["arn:blahblah:example"] }],
      },
      { effect: "Deny", notActions: ["s3:*"], notResources: ["arn:aws:s3:::*"] },
    ],
  };
  expect(json(args)).toBe(`{
  "Version": "2012-10-17",
  "Id": "policy_id",
  "Statement": [
    {
      "Sid": "1",
      "Effect": "Allow",
      "Action": [
        "s3:ListAllMyBuckets",
        "s3:GetBucketLocation"
      ],
      "Resource": "arn:aws:s3:::*"
    },
    {
      "Effect": "Allow",
      "Action": "s3:ListBucket",
      "Resource": "arn:aws:s3:::foo",
      "NotPrincipal": {
        "AWS": "arn:blahblah:example"
      },
      "Condition": {
        "StringLike": {
          "s3:prefix": [
            "home/",
            "",
            "home/\${aws:username}/"
          ]
        }
      }
    },
    {
      "Effect": "Allow",
      "Action": "s3:*",
      "Resource": [
        "arn:aws:s3:::foo/home/\${aws:username}/*",
        "arn:aws:s3:::foo/home/\${aws:username}"
      ],
      "Principal": {
        "AWS": "arn:blahblah:example"
      }
    },
    {
      "Effect": "Deny",
      "NotAction": "s3:*",
      "NotResource": "arn:aws:s3:::*"
    }
  ]
}`);
  const { minifiedJson } = renderPolicy(args);
  expect(minifiedJson).toBe(JSON.stringify(JSON.parse(json(args))));
});

test("no arguments are a policy without statements", () => {
  expect(renderPolicy({}).minifiedJson).toBe('{"Version":"2012-10-17"}');
});

test.each([
  [[{ type: "*", identifiers: ["*"] }], "*"],
  [[{ type: "AWS", identifiers: ["*"] }], { AWS: "*" }],
  [
    [{ type: "Service", identifiers: ["ec2.amazonaws.com", "lambda.amazonaws.com"] }],
    { Service: ["lambda.amazonaws.com", "ec2.amazonaws.com"] },
  ],
  [
    [
      { type: "Service", identifiers: ["ec2.amazonaws.com"] },
      { type: "AWS", identifiers: ["1", "1"] },
      { type: "Service", identifiers: ["lambda.amazonaws.com"] },
    ],
    { AWS: "1", Service: ["ec2.amazonaws.com", "lambda.amazonaws.com"] },
  ],
])("principals %j are %j", (principals, expected) => {
  expect(statement({ principals })).toEqual({ Effect: "Allow", Principal: expected });
});

test("conditions of one test and key are one, and keys are in order", () => {
  const conditions = [
    { test: "StringLike", variable: "b", values: ["2"] },
    { test: "StringEquals", variable: "c", values: ["1", "2"] },
    { test: "StringLike", variable: "a", values: [] },
    { test: "StringLike", variable: "b", values: ["1"] },
  ];
  expect(JSON.stringify(statement({ conditions }))).toBe(
    '{"Effect":"Allow","Condition":{"StringEquals":{"c":["1","2"]},"StringLike":{"a":[],"b":["2","1"]}}}',
  );
});

test("what HTML would read is escaped, as Go escapes it", () => {
  const { json: text } = renderPolicy({ statements: [{ resources: ["arn:<a>&b"] }] });
  expect(text).toContain('"arn:\\u003ca\\u003e\\u0026b"');
  expect(JSON.parse(text)).toMatchObject({ Statement: [{ Resource: "arn:<a>&b" }] });
});

describe("other documents", () => {
  const one = (sid: string, action: string) => ({ Sid: sid, Effect: "Allow", Action: action, Resource: "*" });
  const text = (...Statement: object[]) => JSON.stringify({ Version: "2008-10-17", Id: "other", Statement });

  test("come first as sources, and last as overrides, which replace by Sid", () => {
    const args = {
      sourcePolicyDocuments: [text(one("a", "s3:a"), one("", "s3:b")), "", text(one("c", "s3:c"))],
      statements: [{ sid: "c", actions: ["s3:mine"], resources: ["*"] }],
      overridePolicyDocuments: [text(one("a", "s3:over")), text(one("", "s3:more"))],
    };
    expect(statements(args).map((item) => (item as { Action: string }).Action)).toEqual([
      "s3:over",
      "s3:b",
      "s3:mine",
      "s3:more",
    ]);
    expect(JSON.parse(json(args))).toMatchObject({ Version: "2012-10-17", Id: "other" });
  });

  test("are written again in order", () => {
    const source =
      '{"Statement":[{"Condition":{"Bool":{"b":true,"a":["x"]}},"Action":"s3:*","Principal":{"AWS":["1","2"]},"Effect":"Deny","Sid":""}]}';
    expect(renderPolicy({ sourcePolicyDocuments: [source] }).minifiedJson).toBe(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Principal":{"AWS":["2","1"]},"Condition":{"Bool":{"a":"x","b":"true"}}}]}',
    );
  });
});

test("all failures come at once, each on its path", () => {
  const args = {
    version: "2020-01-01",
    statements: [
      { effect: "allow", sid: "a b", actions: "s3:*", resources: [5] },
      { sid: "one", principals: [{ type: "AWS" }, "*"], conditions: { test: "Bool" } },
      { sid: "one", conditions: [{ test: 1, variable: "x", values: "y" }] },
      "everything",
    ],
    sourcePolicyDocuments: ["{", '{"Statement":{}}', '{"Statement":[{"Sid":"x"},{"Sid":"x"}]}'],
    overridePolicyDocuments: "{}",
  };
  const failures = policyDocumentFailures(args as unknown as GetPolicyDocumentArgs);
  expect(failures.map(({ property, reason }) => `${property} ${reason}`)).toEqual([
    'version is "2020-01-01". Use "2008-10-17" or "2012-10-17"',
    'statements[0].effect is "allow". Use "Allow" or "Deny"',
    "statements[0].actions isn't a list. Put it into one",
    "statements[0].resources[0] isn't a string. Use a string",
    'statements[0].sid is "a b". Use letters and digits',
    "statements[1].principals[0].identifiers is missing. Set it",
    "statements[1].principals[1] isn't an object. Give it type, identifiers",
    "statements[1].conditions isn't a list. Put it into one",
    "statements[2].conditions[0].test isn't a string. Use a string",
    "statements[2].conditions[0].values isn't a list. Put it into one",
    'statements[2].sid has the Sid "one" of another statement. Use another one',
    "statements[3] isn't an object. Give it actions and resources",
    "sourcePolicyDocuments[0] isn't the JSON of a policy. Use the json of another policy document",
    'sourcePolicyDocuments[1] has a "Statement" that isn\'t a list of objects. Put it into a list',
    'sourcePolicyDocuments[2] has the Sid "x" of another statement. Use another one',
    "overridePolicyDocuments isn't a list. Put it into one",
  ]);
  const old = { version: "2008-10-17", statements: [{ resources: ["&{aws:username}"] }] };
  expect(policyDocumentFailures(old)).toHaveLength(1);
});

test("any JSON as arguments never crashes", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (a, b, c) => {
      const args = {
        statements: [a, { actions: b, principals: [c], conditions: [c] }],
        sourcePolicyDocuments: [b],
      };
      if (policyDocumentFailures(args as never).length === 0) renderPolicy(args as never);
    }),
  );
});

test("a role accepts the policy that lets a principal assume it", () => {
  const failures: string[] = [];
  for (const principal of [Principals.Ec2Principal, { AWS: "000000000000" }, "*" as const]) {
    const document = assumeRolePolicyForPrincipal(principal);
    expect(document).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Sid: "AllowAssumeRole", Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" },
      ],
    });
    policy("trust", 2048)(JSON.stringify(document), (_, reason) => failures.push(reason));
  }
  expect(failures).toEqual([]);
});

import { checkNames } from "../common/checks";
import type { Fail } from "../common/errors";
import { isRecord } from "../common/values";

/** Where the credentials that instance metadata serves come from. */
export type CredentialSource =
  | { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
  | { endpoint: string; accessKeyId?: string };

const form =
  '{"accessKeyId":"…","secretAccessKey":"…","sessionToken":"…"}, or {"endpoint":"http://…"} of an STS emulator';

/** Reads `ec2-pods:credentials`. No failure shows a value of it. */
export function parseCredentialSource(text: string | undefined, fail: Fail): CredentialSource | undefined {
  if (text === undefined) return undefined;
  const value = parse(text);
  if (!isRecord(value)) {
    fail("", `isn't an object. Use ${form}`);
    return undefined;
  }
  const isEndpoint = value["endpoint"] !== undefined;
  const names = isEndpoint ? ["endpoint", "accessKeyId"] : ["accessKeyId", "secretAccessKey", "sessionToken"];
  let isRight = true;
  const wrong: Fail = (property, reason) => {
    isRight = false;
    fail(`.${property}`, reason);
  };
  checkNames("the credentials", value, names, wrong, { elsewhere });
  for (const name of names) {
    const part = value[name];
    if (part === undefined) {
      if (name !== "sessionToken" && !isEndpoint) wrong(name, `is missing. Use ${form}`);
    } else if (typeof part !== "string" || !/^[!#-[\]-~]+$/.test(part)) {
      wrong(name, "isn't a string of printable characters without spaces, quotes and backslashes");
    } else if (name === "endpoint" && !/^https?:\/\/[^/]/.test(part)) {
      wrong(name, 'isn\'t a URL. Use the form "http://localstack.default.svc:4566"');
    }
  }
  return isRight ? (value as CredentialSource) : undefined;
}

const elsewhere = {
  secretAccessKey: "Requests to an STS emulator aren't signed. Remove it",
  sessionToken: "Requests to an STS emulator aren't signed. Remove it",
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { isUtf8 } from "node:buffer";

/** EC2's limit, before base64. */
const limitBytes = 16_384;

/** Where cloud-init keeps the user data of the running instance. */
export const userDataDirectory = "/var/lib/cloud/instance";
export const userDataFile = "user-data.txt";

const base64Pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The bytes that the instance gets; undefined where it has no user data. */
export function decodeUserData(inputs: { userData?: string; userDataBase64?: string }): Buffer | undefined {
  if (inputs.userDataBase64 !== undefined) return Buffer.from(inputs.userDataBase64, "base64");
  return inputs.userData === undefined ? undefined : plainOrBase64(inputs.userData);
}

/** `userData` may be base64 already, as aws.ec2.Instance takes it: text that starts like user data once decoded. */
function plainOrBase64(text: string): Buffer {
  const compact = text.trim();
  if (compact.length % 4 === 0 && base64Pattern.test(compact)) {
    const decoded = Buffer.from(compact, "base64");
    if (isUtf8(decoded) && decoded.toString().startsWith("#")) return decoded;
  }
  return Buffer.from(text);
}

/** Why this user data can't be taken; never its text, which may be a secret. */
export function userDataFailure(key: "userData" | "userDataBase64", text: string): string | undefined {
  if (key === "userDataBase64" && !base64Pattern.test(text)) {
    return "is not valid base64. Encode it, or give plain text as userData";
  }
  const bytes = decodeUserData({ [key]: text }) ?? Buffer.alloc(0);
  if (bytes.length > limitBytes) {
    return `has ${bytes.length} bytes; EC2 takes ${limitBytes}. Shorten it, or fetch the rest from a script`;
  }
  return bytes.subarray(0, 2).toString() === "#!"
    ? undefined
    : 'is not a script. Start its first line with "#!", for example "#!/bin/sh"; other cloud-init formats are not supported';
}

/**
 * The container's command: stays up, ends at once on SIGTERM, and on the first boot runs the user data in the
 * background, with its output in cloud-init's log file and on the console.
 *
 * A constant text: the user data itself comes as a mounted Secret, never on a command line.
 */
export function bootCommand(runUserData: boolean): string[] {
  const userData = `
mkdir -p /var/log
{
  INSTANCE_ID="$EC2_INSTANCE_ID" ${userDataDirectory}/${userDataFile} </dev/null 2>&1
  echo "cloud-init: user data ended with exit status $?"
} | tee -a /var/log/cloud-init-output.log &`;
  return [
    "sh",
    "-c",
    `trap 'exit 0' TERM INT${runUserData ? userData : ""}\nwhile :; do sleep 3600 & wait $!; done`,
  ];
}

import { amiId } from "../../../provider/image/catalogue";
import { checkInstance } from "../../../provider/instance/check";
import { readSettings } from "../../../provider/instance/settings";
import { instanceArgs } from "../../support/instance";

const noImage = 'which isn\'t a container image reference. Use the form "registry/name:tag"';

test.each<[args: object, property: string, reason: string]>([
  [{ ami: undefined }, "ami", 'is missing. Name a container image, for example "busybox:1.35"'],
  [{ ami: "" }, "ami", 'is "". Name a container image, for example "busybox:1.35"'],
  [{ ami: [5] }, "ami", 'is ["5"]. Use a string'],
  [
    { ami: "ami-0abcdef123456789" },
    "ami",
    'is "ami-0abcdef123456789", which isn\'t an AMI id. Use "ami-" and 17 hexadecimal digits, or 8 as in old ids',
  ],
  [
    { ami: amiId("debian-12-arm64-20260821-2577", "us-east-1") },
    "instanceType",
    `is "t3.micro". The architecture 'x86_64' of the specified instance type does not match the architecture 'arm64' of the specified AMI. Choose an instance type and an AMI of the same architecture`,
  ],
  [{ ami: "busybox:" }, "ami", `is "busybox:", ${noImage}`],
  [{ ami: "my image" }, "ami", `is "my image", ${noImage}`],
])("%j", (args, property, reason) => {
  const { failures } = checkInstance(
    {},
    { ...instanceArgs, ...args },
    {},
    readSettings(() => undefined, {}),
  );
  expect(failures).toEqual([{ property, reason }]);
});

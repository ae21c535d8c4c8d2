// Letters of the zones that a new account sees, where they aren't a, b and c.
// https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
const letters: Readonly<Record<string, string>> = {
  "us-east-1": "abcdef",
  "us-west-1": "ac",
  "us-west-2": "abcd",
  "ap-northeast-1": "acd",
  "ap-northeast-2": "abcd",
  "ca-central-1": "abd",
};

/** Names of a region's availability zones. */
export const zoneNames = (region: string): string[] =>
  [...(letters[region] ?? "abc")].map((letter) => `${region}${letter}`);

/** The region of an availability zone. */
export const regionOfZone = (zone: string): string => zone.replace(/[a-z]$/, "");

const directions: Readonly<Record<string, string>> = {
  northeast: "ne",
  northwest: "nw",
  southeast: "se",
  southwest: "sw",
  north: "n",
  south: "s",
  east: "e",
  west: "w",
  central: "c",
};

/** EC2's id of a zone, such as use1-az1 of us-east-1a. */
export function zoneId(zone: string): string {
  const region = regionOfZone(zone);
  const short = region
    .split("-")
    .map((part) => directions[part] ?? part)
    .join("");
  return `${short}-az${zoneNames(region).indexOf(zone) + 1}`;
}

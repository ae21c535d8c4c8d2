import { regionLines } from "./regions.data";

/** An availability zone of a region. */
export interface Zone {
  /** Such as `us-east-1a`. */
  name: string;
  /** Such as `use1-az6`: the same place in every account. */
  id: string;
}

/** A region of AWS. */
export interface RegionFacts {
  partition: string;
  dnsSuffix: string;
  name: string;
  /** True if an account has it only after opting in. */
  optIn: boolean;
  zones: Zone[];
  description: string;
}

const known = new Map(regionLines.trim().split("\n").map(parse));

function parse(line: string): [string, RegionFacts] {
  const [partition = "", dnsSuffix = "", name = "", optIn, zones = "", ...description] = line.split(" ");
  const facts = {
    partition,
    dnsSuffix,
    name,
    optIn: optIn === "opt-in",
    zones: zones.split(",").map((text) => {
      const [letter = "", id = ""] = text.split("=");
      return { name: name + letter, id };
    }),
    description: description.join(" "),
  };
  return [name, facts];
}

/** What is known of a region; one that is newer than the table has three zones. */
export const regionFacts = (name: string): RegionFacts => known.get(name) ?? unlisted(name);

const unlisted = (name: string): RegionFacts => ({
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  name,
  optIn: false,
  zones: ["a", "b", "c"].map((letter, index) => ({ name: name + letter, id: `${name}-az${index + 1}` })),
  description: name,
});

/** The host of EC2's API in a region. */
export const endpointOf = ({ name, dnsSuffix }: RegionFacts): string => `ec2.${name}.${dnsSuffix}`;

/** The regions of the partition that a region is in. */
export const neighborsOf = ({ partition }: RegionFacts): RegionFacts[] =>
  [...known.values()].filter((other) => other.partition === partition);

/** The region with this endpoint. */
export const regionAt = (endpoint: string): RegionFacts | undefined =>
  [...known.values()].find((facts) => endpointOf(facts) === endpoint);

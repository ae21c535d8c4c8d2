import { ExplainedError } from "../common/errors";
import { suggestion } from "../common/text";
import { amiId, amis } from "./catalogue";
import type { Ami } from "./catalogue";

/** What AWS publishes in its Parameter Store about AMIs. */
export const publicPrefix = "/aws/service/";

/** How people name what a parameter of {@link publicPrefix} is about. */
const groups = [
  "ami-amazon-linux-latest/<name>",
  "canonical/ubuntu/server/<version>/stable/current/<arch>/hvm/<volume>/ami-id",
  "debian/release/<version>/latest/<arch>",
  "ecs/optimized-ami/<system>/recommended/image_id",
];

/** The value of a public parameter in a region. */
export function publicParameter(name: string, region: string): string {
  const read = readers().get(name);
  if (read) return read(region);
  const near = suggestion(name, [...readers().keys()]);
  const known = groups.map((group) => publicPrefix + group).join(", ");
  throw new ExplainedError(
    "ParameterNotFound: no AMI of the catalogue has this public parameter",
    near ? `Did you mean "${near}"?` : `Use one of ${known}`,
  );
}

type Read = (region: string) => string;
let known: ReadonlyMap<string, Read> | undefined;
const readers = (): ReadonlyMap<string, Read> => (known ??= new Map(amis().flatMap(parametersOf)));

const parametersOf = (ami: Ami): [string, Read][] =>
  ami.parameters.flatMap((name): [string, Read][] => {
    const id: Read = (region) => amiId(ami.name, region);
    if (!name.startsWith(`${publicPrefix}ecs/`)) return [[name, id]];
    const all: Read = (region) =>
      JSON.stringify({ image_id: id(region), image_name: ami.name, os: ami.system, schema_version: 1 });
    return [
      [name, all],
      [`${name}/image_id`, id],
      [`${name}/image_name`, () => ami.name],
    ];
  });

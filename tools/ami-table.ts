import { amis, families } from "../provider/image/catalogue";

/** The systems in the catalogue of AMIs, each with its newest AMI. */
export const amiRows = (): string[][] => [
  ["system", "container image", "newest AMI", "owner", "architectures"],
  ...families.map(({ system, image, owner, architectures }) => [
    system,
    image ? `\`${image}\`` : "none: map it to one",
    `\`${
      amis()
        .filter((ami) => ami.system === system)
        .at(-1)?.name ?? ""
    }\``,
    [owner.alias, owner.id].filter(Boolean).join(", "),
    Object.keys(architectures).sort().reverse().join(", "),
  ]),
];

import type { RecordKind } from "../../provider/record/kind";
import { classOf, enumOf, fileOf, functionOf, type Member, typeOf } from "./aws-package";

const header =
  '// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.\n';

/** Nested types that the written classes and functions use, as `input ec2 RouteTableRoute`. */
export type Nested = Set<string>;

/** The type, without the namespaces that only @pulumi/aws has; notes what it needs. */
function ownType(type: string, nested: Nested): string {
  return type
    .replace(/\bany\b/g, "unknown")
    .replace(/string \| enums\.\w+\.\w+/g, "string")
    .replace(/enums\.(\w+)\.(\w+)/g, (_, module: string, name: string) => enumOf(module, name))
    .replace(/\b(input|output)s\.(\w+)\.(\w+)/g, (text, side: string, module: string, name: string) => {
      nested.add(`${side} ${module} ${name}`);
      return text;
    })
    .replace(/\b(input|output)s\.(Get\w+)/g, (_, side: string, name: string) => {
      nested.add(`${side}  ${name}`);
      return `${side}s.${name}`;
    });
}

const property = ({ name, type, optional }: Member, doc: string, nested: Nested, start = "") =>
  `  /** ${doc} */\n  ${start}${name}${optional ? "?" : ""}: ${ownType(type, nested)};\n`;

/** The lines that import what the body uses. */
function imports(body: string, own: string): string {
  const lines = ['import type * as pulumi from "@pulumi/pulumi";\n\n'];
  const sides = ["input", "output"].filter((side) => body.includes(`${side}s.`));
  for (const side of sides) lines.push(`import type * as ${side}s from "../../types/${side}";\n`);
  if (body.includes("extends AwsRecord")) {
    lines.push(
      'import type { StateOf } from "../../common/inputs";\nimport { AwsRecord, isRecordOf } from "../../record/aws-record";\n',
    );
  }
  const classes: Readonly<Record<string, string>> = {
    Role: "../iam/role",
    User: "../iam/user",
    Group: "../iam/group",
    InstanceProfile: "../iam/instanceProfile",
  };
  for (const [name, path] of Object.entries(classes)) {
    if (name !== own && new RegExp(`[|<] ${name}\\b|<${name}\\b`).test(body)) {
      lines.push(`import type { ${name} } from "${path}";\n`);
    }
  }
  return `${lines.join("")}\n`;
}

/** Notes the nested types of a class that is written by hand. */
export function noteNested(token: string, nested: Nested): void {
  const { args, outputs } = classOf(token);
  for (const { type } of [...args, ...outputs]) ownType(type, nested);
}

/** An example as a part of a comment. */
const exampleLines = (example: string): string =>
  example === ""
    ? ""
    : ["", "@example", "```ts", ...example.trimEnd().split("\n"), "```"]
        .map((line) => `${` * ${line}`.trimEnd()}\n`)
        .join("");

/** The class of one kind, with its arguments. */
export function classSource(token: string, kind: RecordKind, example: string, nested: Nested): string {
  const [module = "", name = ""] = token.split(":");
  const { args, outputs } = classOf(token);
  const isRequired = args.some(({ optional }) => !optional);
  const isArgument = (output: Member) => args.some((argument) => argument.name === output.name);
  const aws = `\`aws.${module}.${name}\``;
  const replaces = (argument: string) => argument === "region" || kind.replaces.includes(argument);
  const argumentDoc = ({ name: argument }: Member) =>
    `As in ${aws}. ${replaces(argument) ? "A change replaces the resource." : "A change is live."}`;
  const outputDoc = (output: Member) =>
    isArgument(output)
      ? `The argument \`${output.name}\`, or its default.`
      : `As in ${aws}, made from the id and the arguments.`;
  const body = `/**
 * ${kind.note}
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of ${aws}.
${exampleLines(example)} */
export class ${name} extends AwsRecord {
${outputs.map((output) => property({ ...output, optional: false, type: `pulumi.Output<${output.type}>` }, outputDoc(output), nested, "declare readonly ")).join("")}
  /**
   * Looks up what this program, the default VPC or another program has.
   *
   * @param name - Logical name in this program.
   * @param id - The id in AWS's form.
   * @param state - Outputs that only another program knows.
   * @param options - Options of the resource.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: ${name}State,
    options?: pulumi.CustomResourceOptions,
  ): ${name} {
    return new ${name}(name, state as unknown as ${name}Args, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is ${name} {
    return isRecordOf("${token}", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of ${aws}.
   * @param options - Options of the resource.
   */
  constructor(name: string, args${isRequired ? "" : "?"}: ${name}Args, options?: pulumi.CustomResourceOptions) {
    super("${token}", name, args, options${kind.secrets ? `, ${JSON.stringify(kind.secrets)}` : ""});
  }
}

/** Arguments of ${aws}. */
export interface ${name}Args {
${args.map((argument) => property(argument, argumentDoc(argument), nested)).join("")}}

/** What \`${name}.get\` may be given. */
export type ${name}State = StateOf<${name}>;
`;
  return header + imports(body, name) + body;
}

/** The two forms of one look-up, with their types. */
export function lookupSource(token: string, title: string, nested: Nested): string {
  const [module = "", name = ""] = token.split(":");
  const { args, outputArgs, result } = functionOf(token);
  const capital = name.slice(0, 1).toUpperCase() + name.slice(1);
  const aws = `\`aws.${module}.${name}\``;
  const isRequired = args.some(({ optional }) => !optional);
  const list = (members: Member[]) =>
    members.map((member) => property(member, `As in ${aws}.`, nested)).join("");
  const readonly = (members: Member[]) =>
    members.map((member) => property(member, `As in ${aws}.`, nested, "readonly ")).join("");
  const parameters = (type: string, options: string) =>
    `(args${isRequired ? "" : "?"}: ${type}, options?: pulumi.${options})`;
  const doc = (form: string) => `/**
 * Looks up ${title} that this program declares, or that every region has${form}.
 *
 * @param args - What to compare, as of ${aws}.
 * @param options - The provider or the parent whose region it is.
 */
`;
  const body = `${doc("")}export function ${name}${parameters(`${capital}Args`, "InvokeOptions")}: Promise<${capital}Result> {
  return findOne("${token}", args, options);
}

${doc("; takes outputs, and is unknown as long as a preview can't compare")}export function ${name}Output${parameters(`${capital}OutputArgs`, "InvokeOutputOptions")}: pulumi.Output<${capital}Result> {
  return findOutput("${token}", args, options);
}

/** Arguments of ${aws}. */
export interface ${capital}Args {
${list(args)}}

/** Arguments of \`aws.${module}.${name}Output\`. */
export interface ${capital}OutputArgs {
${list(outputArgs)}}

/** Result of ${aws}. */
export interface ${capital}Result {
${readonly(result)}}
`;
  return (
    header +
    imports(body, name).replace("\n\n", '\n\nimport { findOne, findOutput } from "../look-up";\n') +
    body
  );
}

/** The nested types of one side and namespace; types that these need in turn are added to the set. */
export function typesSource(side: "input" | "output", module: string, nested: Nested): string {
  const written = new Map<string, string>();
  for (;;) {
    const next = [...nested].find((entry) => {
      const [itsSide, itsModule, name = ""] = entry.split(" ");
      return itsSide === side && itsModule === module && !written.has(name);
    });
    if (!next) break;
    const name = next.split(" ")[2] ?? "";
    const members = typeOf(side, module, name);
    const body = members.map((member) => property(member, "As in `@pulumi/aws`.", nested)).join("");
    const plain = body.replaceAll(module ? `${side}s.${module}.` : `${side}s.`, "");
    written.set(
      name,
      `/** \`aws.types.${side}.${module ? `${module}.` : ""}${name}\`. */\nexport interface ${name} {\n${plain}}\n`,
    );
  }
  const parts = [...written.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  const usesPulumi = parts.some((part) => part.includes("pulumi."));
  return `${header}${usesPulumi ? 'import type * as pulumi from "@pulumi/pulumi";\n' : ""}\n${parts.join("\n")}`;
}

const typeWords: readonly [RegExp, string][] = [
  [/^[^{[]*\bstring \| (inputs\.iam\.)?PolicyDocument/, "document"],
  [/\[\](?: \| undefined)?>?$|\[\]$/, "list"],
  [/^(?:pulumi\.Input<)?\{|^(?:pulumi\.Input<)?(?:in|out)puts\./, "map"],
  [/\bstring\b/, "string"],
  [/\bnumber\b/, "number"],
  [/\bboolean\b/, "boolean"],
];

const word = ({ type }: Member): string => typeWords.find(([pattern]) => pattern.test(type))?.[1] ?? "any";

/** The line of one kind or look-up in shapes.data.ts. */
function shapeLine(token: string): string {
  const isLookup = /:get[A-Z]/.test(token);
  const { args, outputs } = isLookup
    ? { args: functionOf(token).args, outputs: functionOf(token).result }
    : classOf(token);
  const text = (members: Member[], isMarked: (member: Member) => boolean) =>
    members.map((member) => `${member.name}${isMarked(member) ? "!" : ""}:${word(member)}`).join(" ");
  const given = text(args, ({ optional }) => !optional);
  const made = text(outputs, ({ type, optional }) => !optional && !/\| undefined$/.test(type));
  return `  "${token}": [\n    "${given}",\n    "${made}",\n  ],\n`;
}

export const shapesSource = (tokens: readonly string[]): string =>
  `${header}\n/** Arguments and outputs of each kind, as @pulumi/aws names and types them. */\nexport const shapes: Readonly<Record<string, readonly [string, string]>> = {\n${tokens.map(shapeLine).join("")}};\n`;

export const barrelSource = (tokens: readonly string[]): string =>
  header +
  tokens
    .map((token) => {
      const name = token.split(":")[1] ?? "";
      const file = `"./${fileOf(token).split("/")[1]}"`;
      // Pulumi's own TypeScript 3.8 reads the declarations and doesn't know type modifiers on names.
      return `export { ${name} } from ${file};\nexport type { ${name}Args, ${name}State } from ${file};\n`;
    })
    .join("");

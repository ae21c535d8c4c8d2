import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import ts from "typescript";

import { root } from "../stack";

/** One property of a class or an interface of @pulumi/aws. */
export interface Member {
  name: string;
  type: string;
  optional: boolean;
}

const folder = join(root, "node_modules", "@pulumi", "aws");
const sources = new Map<string, ts.SourceFile>();

function parse(path: string): ts.SourceFile {
  const file = join(folder, `${path}.d.ts`);
  const source =
    sources.get(path) ?? ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022);
  sources.set(path, source);
  return source;
}

/** Path of the file of a class or a function, as `ec2/vpc`. */
export const fileOf = (token: string): string => {
  const [module = "", name = ""] = token.split(":");
  return `${module}/${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
};

export const hasFile = (path: string): boolean => existsSync(join(folder, `${path}.d.ts`));

/** The arguments and outputs of a class, by the tokens of its package: `ec2:Vpc`. */
export function classOf(token: string): { args: Member[]; outputs: Member[] } {
  const name = token.split(":")[1] ?? "";
  const source = parse(fileOf(token));
  return {
    args: membersOf(source, source.statements, `${name}Args`),
    outputs: membersOf(source, source.statements, name).map((member) => ({
      ...member,
      type: member.type.replace(/^pulumi\.Output<(.*)>$/, "$1"),
    })),
  };
}

/** The interfaces of a function: its arguments in both forms, and its result. */
export function functionOf(token: string): { args: Member[]; outputArgs: Member[]; result: Member[] } {
  const name = token.split(":")[1] ?? "";
  const source = parse(fileOf(token));
  const capital = name.slice(0, 1).toUpperCase() + name.slice(1);
  const members = (suffix: string) => membersOf(source, source.statements, `${capital}${suffix}`);
  return { args: members("Args"), outputArgs: members("OutputArgs"), result: members("Result") };
}

/** The members of a nested type: `typeOf("input", "ec2", "RouteTableRoute")`. */
export function typeOf(side: "input" | "output", module: string, name: string): Member[] {
  const source = parse(`types/${side}`);
  const space = source.statements.find(
    (statement): statement is ts.ModuleDeclaration =>
      ts.isModuleDeclaration(statement) && statement.name.text === module,
  );
  const statements =
    module === "" ? source.statements : (space?.body as ts.ModuleBlock | undefined)?.statements;
  return membersOf(source, statements ?? [], name);
}

function membersOf(source: ts.SourceFile, statements: Iterable<ts.Statement>, name: string): Member[] {
  for (const statement of statements) {
    const isIt = ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement);
    if (!isIt || statement.name?.text !== name) continue;
    return [...statement.members].flatMap((member) => {
      const isProperty = ts.isPropertyDeclaration(member) || ts.isPropertySignature(member);
      if (!isProperty || !member.type || !isPublic(member)) return [];
      return {
        name: (member.name as ts.Identifier).text,
        type: plainText(member.type, source),
        optional: member.questionToken !== undefined,
      };
    });
  }
  return [];
}

const isPublic = (member: ts.PropertyDeclaration | ts.PropertySignature): boolean =>
  !ts
    .getModifiers(member as ts.PropertyDeclaration)
    ?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);

const printer = ts.createPrinter({ removeComments: true });

const plainText = (node: ts.TypeNode, source: ts.SourceFile): string =>
  printer.printNode(ts.EmitHint.Unspecified, node, source).replace(/\s+/g, " ");

/** The values of an enum, as a union of literals. */
export function enumOf(module: string, name: string): string {
  const source = parse(`types/enums/${module}/index`);
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const declaration = statement.declarationList.declarations[0];
    if (!declaration || (declaration.name as ts.Identifier).text !== name) continue;
    const members = (declaration.type as ts.TypeLiteralNode).members;
    return members
      .map((member) => plainText((member as ts.PropertySignature).type as ts.TypeNode, source))
      .join(" | ");
  }
  throw new Error(`Cannot find the enum ${module}.${name} in @pulumi/aws.`);
}

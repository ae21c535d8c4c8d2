import ts from "typescript";

import { apiFile, apiProgram } from "./api-program";

/** How a symbol of ours differs from the symbol of @pulumi/aws with the same name. */
export interface Difference {
  /** It isn't in @pulumi/aws. */
  own?: true;
  /** Arguments of ours alone, such as `namespace`. */
  ownArguments?: string[];
  /** Arguments of AWS's that ours doesn't declare; fields of blocks by their path. */
  lackingArguments?: string[];
  /** Arguments for which ours doesn't take every value that AWS's takes. */
  narrowerArguments?: string[];
  /** Outputs or results of ours alone. */
  ownOutputs?: string[];
  /** Outputs or results of AWS's that ours doesn't have. */
  lackingOutputs?: string[];
  /** Outputs or results that AWS declares with another type. */
  otherOutputs?: string[];
}

/** The list of all differences, which the tests hold the code to. */
export const differencesFile = "tools/api-differences.json";

/** All differences, by the path of the symbol, such as `ec2.Instance`. */
export function apiDifferences(program = apiProgram()): Record<string, Difference> {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(apiFile);
  const symbol = file && checker.getSymbolAtLocation(file);
  if (!symbol) throw new Error("Cannot compare the API: the program has no module.");
  const [ours, theirs] = ["ours", "theirs"].map((name) =>
    exportsOf(checker, checker.tryGetMemberInModuleExports(name, symbol)),
  );
  const found: [string, Difference][] = [];
  compareModules(new Comparison(checker), ours ?? new Map(), theirs ?? new Map(), "", found);
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

type Symbols = ReadonlyMap<string, ts.Symbol>;

const resolved = (checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

function exportsOf(checker: ts.TypeChecker, symbol: ts.Symbol | undefined): Symbols {
  if (!symbol) return new Map();
  const all = checker.getExportsOfModule(resolved(checker, symbol));
  return new Map(all.map((item) => [item.name, item]));
}

const isModule = (symbol: ts.Symbol) => (symbol.flags & ts.SymbolFlags.Module) !== 0;
const isNamespace = (symbol: ts.Symbol) =>
  isModule(symbol) && !(symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface));

function compareModules(
  comparison: Comparison,
  ours: Symbols,
  theirs: Symbols,
  path: string,
  found: [string, Difference][],
): void {
  const { checker } = comparison;
  for (const [name, symbol] of ours) {
    // The class of the same name is compared with its arguments.
    if (ours.has(name.replace(/Args$/, "")) && /Args$/.test(name)) continue;
    const other = theirs.get(name);
    const fullName = path + name;
    const own = resolved(checker, symbol);
    if (!other) found.push([fullName, { own: true }]);
    else if (isNamespace(own)) {
      compareModules(comparison, exportsOf(checker, own), exportsOf(checker, other), `${fullName}.`, found);
    } else {
      const difference = comparison.symbols(own, resolved(checker, other), name);
      if (Object.keys(difference).length > 0) found.push([fullName, difference]);
    }
  }
}

class Comparison {
  constructor(readonly checker: ts.TypeChecker) {}

  symbols(ours: ts.Symbol, theirs: ts.Symbol, name: string): Difference {
    const [own, other] = [this.valueType(ours), this.valueType(theirs)];
    const [ownNew] = own?.getConstructSignatures() ?? [];
    const [otherNew] = other?.getConstructSignatures() ?? [];
    if (ownNew && otherNew) {
      return {
        ...this.inputs(this.parameter(ownNew, 1), this.parameter(otherNew, 1)),
        ...this.outputs(ownNew.getReturnType(), otherNew.getReturnType()),
      };
    }
    const [ownCall] = own?.getCallSignatures() ?? [];
    const [otherCall] = other?.getCallSignatures() ?? [];
    if (ownCall && otherCall) {
      return {
        ...this.inputs(this.parameter(ownCall, 0), this.parameter(otherCall, 0)),
        ...this.outputs(this.result(ownCall.getReturnType()), this.result(otherCall.getReturnType())),
      };
    }
    // A constant: its members are its outputs.
    if (own && other) return this.outputs(own, other);
    const [ownType, otherType] = [ours, theirs].map((symbol) => this.checker.getDeclaredTypeOfSymbol(symbol));
    if (!ownType || !otherType) return {};
    if (/Result$/.test(name)) return this.outputs(ownType, otherType);
    const { narrowerArguments, ...others } = this.inputs(ownType, otherType);
    // The names of a state are those of the outputs.
    return /State$/.test(name)
      ? listed("narrowerArguments", narrowerArguments ?? [])
      : { ...others, ...listed("narrowerArguments", narrowerArguments ?? []) };
  }

  private valueType(symbol: ts.Symbol): ts.Type | undefined {
    const isValue = symbol.flags & (ts.SymbolFlags.Value & ~ts.SymbolFlags.ValueModule);
    return isValue ? this.checker.getTypeOfSymbol(symbol) : undefined;
  }

  private parameter(signature: ts.Signature, index: number): ts.Type | undefined {
    const parameter = signature.getParameters()[index];
    return parameter && this.checker.getNonNullableType(this.checker.getTypeOfSymbol(parameter));
  }

  /** What a promise resolves to, or what an output has. */
  private result(type: ts.Type): ts.Type {
    return this.checker.getAwaitedType(type) ?? type;
  }

  private inputs(own: ts.Type | undefined, other: ts.Type | undefined): Difference {
    if (!own || !other) return {};
    const lacking: string[] = [];
    const narrower: string[] = [];
    this.compareInputs(own, other, "", lacking, narrower);
    const [ownNames, otherNames] = [names(own), names(other)];
    return {
      ...listed("ownArguments", without(ownNames, otherNames)),
      ...listed("lackingArguments", lacking),
      ...listed("narrowerArguments", narrower),
    };
  }

  private compareInputs(
    own: ts.Type,
    other: ts.Type,
    path: string,
    lacking: string[],
    narrower: string[],
  ): void {
    lacking.push(...without(names(other), names(own)).map((name) => path + name));
    for (const property of properties(own)) {
      const counterpart = other.getProperty(property.name);
      if (!counterpart) continue;
      const name = path + property.name;
      const [ownType, otherType] = [property, counterpart].map((item) => this.checker.getTypeOfSymbol(item));
      if (!ownType || !otherType) continue;
      if (!this.checker.isTypeAssignableTo(otherType, ownType)) narrower.push(name);
      const [ownBlock, otherBlock] = [this.block(ownType), this.block(otherType)];
      if (ownBlock && otherBlock) this.compareInputs(ownBlock, otherBlock, `${name}.`, lacking, narrower);
    }
  }

  /** The object in an argument: without what makes it an input, and one item of a list. */
  private block(type: ts.Type): ts.Type | undefined {
    const parts = type.isUnion() ? type.types : [type];
    const objects = parts.filter(
      (part) => part.flags & ts.TypeFlags.Object && !/^(Promise|OutputInstance)$/.test(part.symbol.name),
    );
    const [part] = objects;
    if (!part || objects.length > 1 || part.isClass()) return undefined;
    const item = this.checker.isArrayType(part)
      ? this.checker.getTypeArguments(part as ts.TypeReference)[0]
      : undefined;
    if (item) return this.block(item);
    return part.getStringIndexType() || this.checker.isArrayType(part) ? undefined : part;
  }

  private outputs(own: ts.Type, other: ts.Type): Difference {
    const [ownNames, otherNames] = [names(own), names(other)];
    const differing = ownNames.filter((name) => {
      const [property, counterpart] = [own.getProperty(name), other.getProperty(name)];
      if (!property || !counterpart) return false;
      const [ownType, otherType] = [property, counterpart].map((item) => this.checker.getTypeOfSymbol(item));
      return ownType && otherType && !this.checker.isTypeAssignableTo(ownType, otherType);
    });
    return {
      ...listed("ownOutputs", without(ownNames, otherNames)),
      ...listed("lackingOutputs", without(otherNames, ownNames)),
      ...listed("otherOutputs", differing),
    };
  }
}

/** Not of unions, which have only what all their members have. */
const properties = (type: ts.Type): ts.Symbol[] =>
  type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection) ? type.getProperties().filter(isPublic) : [];

const isPublic = ({ declarations = [] }: ts.Symbol): boolean =>
  declarations.every(
    (item) =>
      !(ts.getCombinedModifierFlags(item) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) &&
      !ts.getJSDocTags(item).some(({ tagName }) => tagName.text === "internal"),
  );

const names = (type: ts.Type): string[] =>
  properties(type)
    .map(({ name }) => name)
    .filter((name) => !/^(_|prototype$)/.test(name))
    .sort();

const without = (all: string[], some: string[]): string[] => all.filter((name) => !some.includes(name));

/** In the order of names, because the checker's depends on what else it checks. */
const listed = (key: keyof Difference, values: string[]): Difference =>
  values.length > 0 ? { [key]: values.sort() } : {};

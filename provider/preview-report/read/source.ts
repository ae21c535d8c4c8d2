import { isRecord } from "../../common/values";

/** Where the program declares a resource. */
export interface Source {
  /** Path from the folder of the project. */
  file: string;
  line: number;
}

/** A line of the program as a link, and as a path from the root of its repository. */
export interface SourceLink extends Source {
  url: string;
}

/** What is printed in a link, or in a command of a pipeline, has no character that ends it. Hidden folders have no program. */
const segment = String.raw`[\w@+-][\w.@+-]*`;
const position = new RegExp(String.raw`^project:///((?:${segment}/)*${segment})#(\d{1,7})(?:,\d{1,7})?$`);

/** The first position in the program itself: a resource of a package has its caller's. */
export function sourceOf({
  sourcePosition,
  stackTrace,
}: Readonly<Record<string, unknown>>): Source | undefined {
  const frames = Array.isArray(stackTrace) ? (stackTrace as unknown[]).filter(isRecord) : [];
  for (const each of [sourcePosition, ...frames.map((frame) => frame["sourcePosition"])]) {
    const [, file, line] = (typeof each === "string" && position.exec(each)) || [];
    if (file && line && !file.split("/").includes("node_modules")) return { file, line: Number(line) };
  }
  return undefined;
}

/** The address of a project's folder at a commit, in which `{project}` and `{stack}` mean their names. */
export const sourceUrlPattern = /^https?:\/\/[\w.-]+(:\d+)?(\/[\w.@+{}-]+)+\/?$/;

const name = new RegExp(`^${segment}$`);

/** Links to the program of a stack; undefined if a name in the address can't be part of one. */
export function linkIn(
  address: string,
  names: { project?: string | undefined; stack?: string | undefined },
): ((source: Source) => SourceLink) | undefined {
  let isComplete = true;
  const base = address.replace(/\/$/, "").replace(/\{(\w*)\}/g, (_, key: string) => {
    const value = key === "project" || key === "stack" ? (names[key] ?? "") : "";
    isComplete &&= name.test(value);
    return value;
  });
  if (!isComplete) return undefined;
  const [, folder] = /\/(?:blob|src)\/[^/]+\/(.+)$/.exec(base) ?? [];
  return ({ file, line }) => ({
    file: folder ? `${folder}/${file}` : file,
    line,
    url: `${base}/${file}#L${line}`,
  });
}

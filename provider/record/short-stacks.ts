/** The end of the program's own part of a stack: what follows are the loaders that run it. */
function endOfProgram(frames: NodeJS.CallSite[]): number {
  const isLoader = (file: string | null | undefined) =>
    !file || file.startsWith("node:") || /[\\/]node_modules[\\/]/.test(file);
  const end = frames.map((frame) => !isLoader(frame.getFileName())).lastIndexOf(true);
  return end < 0 ? frames.length : end + 1;
}

/**
 * Makes the stacks that the SDK takes of a registration cheap; returns what ends that.
 *
 * It takes one of each of four promises of a property, which is most of the time of a large program, and the engine stores
 * another one with each resource, most of whose frames are those of loaders.
 */
export function shortenStacks(): () => void {
  const { stackTraceLimit, prepareStackTrace } = Error;
  Error.stackTraceLimit = 0;
  if (prepareStackTrace) {
    Error.prepareStackTrace = (error, frames) =>
      prepareStackTrace(error, frames.slice(0, endOfProgram(frames))) as unknown;
  }
  return () => Object.assign(Error, { stackTraceLimit, prepareStackTrace });
}

/** Declares a resource with {@link shortenStacks}. A constructor can't: the SDK takes its caller's line for the resource's. */
export function withShortStacks<T>(declare: () => T): T {
  const restoreStacks = shortenStacks();
  try {
    return declare();
  } finally {
    restoreStacks();
  }
}

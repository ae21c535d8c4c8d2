import type { ReapResult } from "../../provider/cli/reap/report";
import type { TestStack } from "./stack";

/** What reap found. */
export interface Found {
  code: number;
  stderr: string;
  result: ReapResult;
  /** Verdict and reason of each object by its name. */
  verdicts: Record<string, string>;
}

/** Runs `ec2-pods reap` in the folder of a stack. */
export async function reap(stack: TestStack, ...args: string[]): Promise<Found> {
  const { stdout, stderr, code } = await stack.ec2Pods("reap", "--json", ...args);
  if (!stdout) throw new Error(stderr);
  const result = JSON.parse(stdout) as ReapResult;
  const verdicts = result.objects.map(({ name, verdict, why }) => [name, `${verdict}: ${why}`]);
  return { code, stderr, result, verdicts: Object.fromEntries(verdicts) as Record<string, string> };
}

import { errorMessage } from "../../common/errors";
import { suggestion } from "../../common/text";
import type { InstanceSummary } from "./instance-summary";

/** The instance as messages name it. */
export const nameAndId = ({ name, id }: Pick<InstanceSummary, "name" | "id">): string => `${name} (${id})`;

/** The instance with this id, else Pulumi name, else Name tag, else start of the id. */
export function findInstance(instances: InstanceSummary[], wanted: string, verb: string): InstanceSummary {
  const start = /^(?:i-)?([0-9a-f]{4,})$/.exec(wanted)?.[1];
  const tests: ((instance: InstanceSummary) => boolean)[] = [
    ({ id }) => id === wanted,
    ({ name }) => name === wanted,
    ({ tags }) => tags["Name"] === wanted,
    ({ id }) => start !== undefined && id.startsWith(`i-${start}`),
  ];
  const matches = tests.map((test) => instances.filter(test)).find(({ length }) => length > 0) ?? [];
  const [match] = matches;
  if (match && matches.length === 1) return match;
  const failure = (cause: string, fix: string) =>
    new Error(errorMessage({ verb, kind: "Ec2Instance", name: wanted, cause, fix }));
  if (match) {
    throw failure(
      `${matches.length} instances have that name: ${inWords(matches)}`,
      `Name one by its id, for example ${match.id}`,
    );
  }
  if (instances.length === 0) throw failure("no instances were found", 'See "ec2-pods list --all"');
  const names = instances.flatMap(({ name, tags }) => [name, tags["Name"] ?? name]);
  const meant = suggestion(wanted, names);
  throw failure(
    `there is no such instance; found ${inWords(instances)}`,
    meant ? `Did you mean "${meant}"?` : 'See "ec2-pods list"',
  );
}

const inWords = (instances: InstanceSummary[]): string => instances.map(nameAndId).join(", ");

/** The name of the Pod that an instance runs in; an error if it isn't running. */
export function runningPod(instance: InstanceSummary, verb: string): string {
  const { name, state, why, pod } = instance;
  if (pod && state === "running") return pod;
  const cause = [`it is ${state}`, why].filter(Boolean).join(": ");
  const fix =
    state === "pending" || state === "stopping"
      ? 'Run this again when "ec2-pods list" shows it running'
      : `Start it with "ec2-pods start ${name}"`;
  throw new Error(errorMessage({ verb, kind: "Ec2Instance", name, cause, fix }));
}

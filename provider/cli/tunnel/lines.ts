import type { Served } from "../../access/listeners";
import { nameAndId } from "../../access/plan";
import { aligned, printable } from "../../common/text";

const placeOf = ({ at: { address, port } }: Served): string => `${address}:${port}`;
const isMoved = ({ address, port, at }: Served): boolean => at.address !== address || at.port !== port;

const byPlace = (a: Served, b: Served): number =>
  a.address < b.address ? -1 : a.address > b.address ? 1 : a.port - b.port;

/** All that is served, as a table. */
export function servedTable(served: readonly Served[]): string {
  if (served.length === 0) return "Nothing is served yet.";
  const rows = [...served]
    .sort(byPlace)
    .map((each) => [
      each.address,
      String(each.port),
      nameAndId(each.machine),
      each.group,
      isMoved(each) ? placeOf(each) : "",
    ]);
  const header = ["ADDRESS", "PORT", "INSTANCE", "GROUP", "SERVED AT"];
  const columns = served.some(isMoved) ? header.length : header.length - 1;
  return aligned([header, ...rows].map((row) => row.slice(0, columns)).map((row) => row.map(printable)));
}

/** One change of the table. */
export function changeLine(change: "served" | "ended", served: Served): string {
  const { address, port, machine, group, why } = served;
  const text =
    change === "ended"
      ? `- ${placeOf(served)}   ${nameAndId(machine)}`
      : `+ ${address}:${port}   ${nameAndId(machine)}, opened by ${group}${why && isMoved(served) ? `, served at ${placeOf(served)}: ${why}` : ""}`;
  return printable(text);
}

/** The same for programs. */
export function changeJson(event: "served" | "ended", served: Served): string {
  const { address, port, at, group, why } = served;
  const { name, instanceId: id, namespace, pod } = served.machine;
  return JSON.stringify({ event, address, port, at, name, id, namespace, pod, group, why });
}

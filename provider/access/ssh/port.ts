import { explain } from "../../common/errors";
import { reset } from "../bridge";
import type { Access, Machine as Reached, PortHandler } from "../machine";
import type { Machine } from "./machine";
import { serveSsh } from "./serve";

/** Serves SSH at a port of machines. What the machine itself has there, no client reaches. */
export const sshHandler =
  (report: (line: string) => void): PortHandler =>
  (socket, machine, access) => {
    serveSsh(socket, toServer(machine, access), { report }).catch((error: unknown) => {
      const subject = { verb: "serve SSH of", kind: "Ec2Instance", name: machine.name };
      report((explain(error, subject) as Error).message);
      reset(socket);
    });
  };

const toServer = ({ name, instanceId: id, login }: Reached, { reference, neighbor }: Access): Machine => ({
  name,
  id,
  pod: reference,
  publicKeys: login?.publicKeys ?? [],
  user: login?.user,
  addresses: login?.addresses ?? [],
  neighbor: (host) => {
    const other = neighbor(host);
    return other && toServer(other.machine, other.access);
  },
});

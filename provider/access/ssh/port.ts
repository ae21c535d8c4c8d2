import { explain } from "../../common/errors";
import { reset } from "../bridge";
import type { PortHandler } from "../machine";
import { serveSsh } from "./serve";

export const sshPort = 22;

/** Serves SSH at a port of machines. What the machine itself has there, no client reaches. */
export const sshHandler =
  (report: (line: string) => void): PortHandler =>
  (socket, { name, instanceId, login }, { reference }) => {
    const machine = {
      name,
      id: instanceId,
      pod: reference,
      publicKeys: login?.publicKeys ?? [],
      user: login?.user,
      addresses: login?.addresses ?? [],
    };
    serveSsh(socket, machine, { report }).catch((error: unknown) => {
      const subject = { verb: "serve SSH of", kind: "Ec2Instance", name };
      report((explain(error, subject) as Error).message);
      reset(socket);
    });
  };

import { createServer } from "node:net";

import { publicAddress } from "../common/public-address";
import { listenFailure } from "./listen";

/** What keeps this machine from serving public addresses, if something does. */
export interface Obstacle {
  value: string;
  fix: string;
}

/** An address like those of instances, and a port that needs a privilege on some systems. */
const sample = { host: publicAddress("ec2-pods doctor"), port: 80 };

/** Tries to listen as a tunnel does. A port that another program has is no obstacle to others. */
export async function localObstacle(): Promise<Obstacle | undefined> {
  if ((await failure(sample.host, 0)) === "EADDRNOTAVAIL") {
    return {
      value: "this machine has no loopback address but 127.0.0.1, so that each port gets another place",
      fix: 'Run the command that "ec2-pods tunnel" prints for each address, such as "sudo ifconfig lo0 alias <address> up"',
    };
  }
  if ((await failure(sample.host, sample.port)) === "EACCES") {
    return {
      value: "you may not listen on ports below 1024, so that each of them gets another place",
      fix: 'On Linux, run "sudo sysctl net.ipv4.ip_unprivileged_port_start=80"',
    };
  }
  return undefined;
}

async function failure(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  const error = await listenFailure(server, { host, port, exclusive: true });
  if (error) return error.code;
  await new Promise((resolve) => server.close(resolve));
  return undefined;
}

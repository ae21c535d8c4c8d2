// npx ts-node -T bench/tunnel.ts [turns]: compares "ec2-pods tunnel" with "kubectl port-forward" on the local cluster.
import { Agent, get } from "node:http";

import { runScript } from "../tools/script";
import { inAccessWorld, megabytes } from "./access-world";
import { compareWays } from "./compare-ways";

const parallel = 100;

interface Place {
  host: string;
  port: number;
}

/** Reads a page on a connection of its own; answers its length. */
const read = ({ host, port }: Place, path: string, agent?: Agent): Promise<number> =>
  new Promise((resolve, reject) => {
    get({ host, port, path, agent }, (response) => {
      let length = 0;
      response.on("data", (chunk: Buffer) => (length += chunk.length));
      response.on("end", () => resolve(length)).on("error", reject);
    }).on("error", reject);
  });

const works: Record<string, (place: Place) => Promise<unknown>> = {
  [`${megabytes} MiB in one connection`]: (place) => read(place, "/big"),
  [`${parallel} requests at once`]: (place) => {
    const agent = new Agent({ maxSockets: Infinity });
    return Promise.all(Array.from({ length: parallel }, () => read(place, "/", agent)));
  },
  "one request": (place) => read(place, "/"),
};

const compare = ([turns = "7"]: string[]): Promise<void> =>
  inAccessWorld(async ({ address, tunnel, kubectl: [bin, ...flags], pod, begin }) => {
    const [forward, text] = await begin(
      bin,
      [...flags, "port-forward", `pod/${pod}`, ":80"],
      /127\.0\.0\.1:(\d+) ->/,
    );
    const ours = { host: address, port: 80 };
    const kubectls = { host: "127.0.0.1", port: Number(/127\.0\.0\.1:(\d+) ->/.exec(text)?.[1]) };
    const rows = Object.entries(works).map(([work, run]) => [
      work,
      [
        { pid: tunnel.pid, run: () => run(ours) },
        { pid: forward.pid, run: () => run(kubectls) },
      ],
    ]);
    await compareWays(
      ["tunnel", "kubectl port-forward"],
      Object.fromEntries(rows) as Parameters<typeof compareWays>[1],
      Number(turns),
    );
  });

runScript(compare);

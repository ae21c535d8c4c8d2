import { once } from "node:events";
import { connect } from "node:net";

/** How a connection to a port ends: refused, or accepted. */
export async function knock(host: string, port = 80): Promise<string> {
  const socket = connect(port, host);
  const answer = await once(socket, "connect").then(
    () => "accepted",
    ({ code }: NodeJS.ErrnoException) => code ?? "",
  );
  socket.destroy();
  return answer;
}

import type { Connection as SshConnection } from "ssh2";

/** What the library has of a connection, beside its types. */
interface Library {
  _protocol: {
    _handlers: Record<"CHANNEL_OPEN", (protocol: unknown, channel: OpenedChannel) => void>;
    channelOpenFail(channel: number, reason: number, description: string): void;
  };
}

interface OpenedChannel {
  /** The client's number of the channel. */
  sender: number;
  /** The most bytes of a message to the client. */
  packetSize: number;
}

/** A number of the protocol: resource shortage. */
const shortage = 4;

/** Refuses channels whose messages may have no bytes. The library would never come to the end of sending them. */
export function refuseEmptyMessages(client: SshConnection): void {
  const { _protocol: protocol } = client as unknown as Library;
  const open = protocol._handlers.CHANNEL_OPEN;
  protocol._handlers.CHANNEL_OPEN = (self, channel) => {
    if (channel.packetSize > 0) open(self, channel);
    else protocol.channelOpenFail(channel.sender, shortage, "the maximum packet size is 0");
  };
}

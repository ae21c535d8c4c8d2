import type { Attributes, SFTPWrapper } from "ssh2";

import { longName, readFacts, readList, status } from "./file-script";
import type { FileFacts } from "./file-script";
import { InstanceFiles } from "./instance-files";
import type { Answer } from "./instance-files";
import { OpenFile } from "./open-file";
import type { Connection } from "./connection";
import { aborted } from "./streams";

/** Bits of the flags of `OPEN`. */
const flag = { read: 1, write: 2, append: 4, create: 8, truncate: 16, exclusive: 32 };

/** Entries of one answer to `READDIR`: a packet has a limit. */
const entriesAtOnce = 100;

/** More files at once than clients open. */
const mostHandles = 1000;

type Handle = OpenFile | { path: string; entries: FileFacts[] };

/** Serves the files of the instance to one client, until it ends the channel or is gone. */
export async function serveSftp(sftp: SFTPWrapper, { host, account, gone }: Connection): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    sftp
      .on("end", resolve)
      .on("close", resolve)
      .on("error", () => resolve());
    gone.addEventListener("abort", () => resolve());
  });
  const opened = InstanceFiles.open(host, account);
  answerRequests(sftp, opened);
  try {
    const files = await opened;
    await ended;
    const left = aborted(gone).then(() => files.hangUp());
    // A file may keep its last request waiting for as long as the client is there.
    await (gone.aborted ? left : Promise.race([files.close(), left]));
    sayExit(sftp, 0);
  } catch {
    sayExit(sftp, 1);
  }
  sftp.end();
}

/** Clients ask for the exit status of what serves files, for which the library has no function. */
function sayExit(sftp: SFTPWrapper, code: number): void {
  const { _protocol: protocol, outgoing } = sftp as unknown as {
    _protocol: { exitStatus(channel: number, code: number): void };
    outgoing: { id: number; state: string };
  };
  if (outgoing.state === "open") protocol.exitStatus(outgoing.id, code);
}

function answerRequests(sftp: SFTPWrapper, opened: Promise<InstanceFiles>): void {
  const handles = new Map<number, Handle>();
  let nextHandle = 0;

  const say = (id: number, answer: Answer) =>
    sftp.status(id, asStatus(answer.status), answer.status === status.ok ? "" : plain(answer.data));
  const refuse = (id: number, code: number, text = "") => say(id, { status: code, data: Buffer.from(text) });
  /** Answers a request by what the files of the instance say; whatever fails is an answer, too. */
  const on = (id: number, work: (files: InstanceFiles) => Promise<unknown>) =>
    void opened.then(work).catch(() => refuse(id, status.failure, "the instance doesn't answer"));
  const simple = (id: number, path: string, request: string, ...words: (string | number)[]) =>
    on(id, async (files) => say(id, await files.ask(request, path, ...words)));
  const handle = (bytes: Buffer) => (bytes.length === 4 ? handles.get(bytes.readUInt32BE()) : undefined);
  const file = (bytes: Buffer) => {
    const found = handle(bytes);
    return found instanceof OpenFile ? found : undefined;
  };
  const give = (id: number, value: Handle) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(nextHandle);
    handles.set(nextHandle++, value);
    sftp.handle(id, bytes);
  };
  const facts = (id: number, path: string, request: "stat" | "lstat") =>
    on(id, async (files) => {
      const answer = await files.ask(request, path);
      const found = answer.status === status.ok ? readFacts(String(answer.data)) : undefined;
      if (found) sftp.attrs(id, attributes(found));
      else say(id, answer.status === status.ok ? { ...answer, status: status.failure } : answer);
    });
  const change = (id: number, path: string, wanted: Attributes) =>
    on(id, async (files) => {
      const answers = await Promise.all(
        changes(wanted).map(([request, word]) => files.ask(request, path, word)),
      );
      say(
        id,
        answers.find((answer) => answer.status !== status.ok) ?? { status: status.ok, data: Buffer.alloc(0) },
      );
    });

  sftp.on("OPEN", (id, path, flags, attrs) =>
    on(id, async (files) => {
      if (handles.size >= mostHandles) return refuse(id, status.failure, "too many open files");
      const mode = ((attrs.mode ?? 0o644) & 0o777 & ~0o022).toString(8);
      const answer = await (flags & (flag.write | flag.append)
        ? files.ask(`open-${creation(flags)}`, path, mode)
        : files.ask("open", path));
      if (answer.status === status.ok) give(id, new OpenFile(files, path));
      else say(id, answer);
    }),
  );
  sftp.on("READ", (id, bytes, offset, length) => {
    const open = file(bytes);
    if (!open) return refuse(id, status.failure, "no such handle");
    on(id, async () => {
      const answer = await open.read(offset, length);
      if (answer.status === status.ok) sftp.data(id, answer.data);
      else say(id, answer);
    });
  });
  sftp.on("WRITE", (id, bytes, offset, data) => {
    const open = file(bytes);
    if (!open) return refuse(id, status.failure, "no such handle");
    // The library reuses the memory of a packet.
    const own = Buffer.from(data);
    on(id, async () => say(id, await open.write(offset, own)));
  });
  sftp.on("CLOSE", (id, bytes) => {
    const open = handle(bytes);
    if (!open) return refuse(id, status.failure, "no such handle");
    handles.delete(bytes.readUInt32BE());
    on(id, async () => {
      if (open instanceof OpenFile) await open.written();
      refuse(id, status.ok);
    });
  });
  sftp.on("FSTAT", (id, bytes) => {
    const open = file(bytes);
    if (!open) return refuse(id, status.failure, "no such handle");
    void open.written().then(() => facts(id, open.path, "stat"));
  });
  sftp.on("FSETSTAT", (id, bytes, attrs) => {
    const open = file(bytes);
    if (!open) return refuse(id, status.failure, "no such handle");
    void open.written().then(() => change(id, open.path, attrs));
  });
  sftp.on("OPENDIR", (id, path) =>
    on(id, async (files) => {
      if (handles.size >= mostHandles) return refuse(id, status.failure, "too many open files");
      const answer = await files.ask("list", path);
      if (answer.status !== status.ok) return say(id, answer);
      give(id, { path, entries: readList(String(answer.data), files.separator) });
    }),
  );
  sftp.on("READDIR", (id, bytes) => {
    const open = handle(bytes);
    if (!open || open instanceof OpenFile) return refuse(id, status.failure, "no such handle");
    const entries = open.entries.splice(0, entriesAtOnce);
    if (entries.length === 0) return refuse(id, status.endOfFile);
    sftp.name(
      id,
      entries.map((entry) => ({ filename: entry.name, longname: longName(entry), attrs: attributes(entry) })),
    );
  });
  const names = (id: number, path: string, request: "readlink" | "realpath") =>
    on(id, async (files) => {
      const answer = await files.ask(request, path || ".");
      if (answer.status !== status.ok) return say(id, answer);
      const filename = String(answer.data).replace(/\n$/, "");
      sftp.name(id, [{ filename, longname: filename, attrs: {} as Attributes }]);
    });
  sftp.on("STAT", (id, path) => facts(id, path, "stat"));
  sftp.on("LSTAT", (id, path) => facts(id, path, "lstat"));
  sftp.on("SETSTAT", (id, path, attrs) => change(id, path, attrs));
  sftp.on("REMOVE", (id, path) => simple(id, path, "remove"));
  sftp.on("RMDIR", (id, path) => simple(id, path, "rmdir"));
  sftp.on("MKDIR", (id, path, attrs) =>
    simple(id, path, "mkdir", ((attrs.mode ?? 0o755) & 0o777 & ~0o022).toString(8)),
  );
  sftp.on("READLINK", (id, path) => names(id, path, "readlink"));
  sftp.on("REALPATH", (id, path) => names(id, path, "realpath"));
  sftp.on("RENAME", (id, from, to) =>
    on(id, async (files) => say(id, await files.askBoth("rename", from, files.absolute(to)))),
  );
  sftp.on("SYMLINK", (id, link, target) =>
    on(id, async (files) => say(id, await files.askBoth("symlink", link, target))),
  );
}

/** How a file comes to be that is opened for writing. */
function creation(flags: number): string {
  if (flags & flag.create && flags & flag.exclusive) return "exclusive";
  if (flags & flag.truncate) return "truncate";
  return flags & flag.create ? "append" : "existing";
}

const attributes = ({ mode, size, uid, gid, atime, mtime }: FileFacts): Attributes => ({
  ...{ mode, size, uid, gid, atime, mtime },
});

/** The requests that give a file these attributes. */
function changes({ mode, uid, gid, mtime, size }: Partial<Attributes>): [string, string | number][] {
  return [
    ...(size === undefined ? [] : [["truncate", size] as [string, number]]),
    ...(mode === undefined ? [] : [["chmod", (mode & 0o7777).toString(8)] as [string, string]]),
    ...(uid === undefined || gid === undefined ? [] : [["chown", `${uid}:${gid}`] as [string, string]]),
    // Last, because the others change it.
    ...(mtime === undefined ? [] : [["touch", Math.floor(Number(mtime))] as [string, number]]),
  ];
}

/** A status that SFTP has. */
const asStatus = (code: number): number => (code >= 0 && code <= 8 ? code : status.failure);

/** What a command says, as one line of a terminal. */
const plain = (data: Buffer): string =>
  data
    .subarray(0, 500)
    .toString()
    .trim()
    .replaceAll(/\p{Cc}+/gu, " ");

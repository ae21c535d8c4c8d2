/** The lines of a log with timestamps, each once, whichever part of it is read again. */
export class ConsoleLines {
  private last = "";
  private rest = "";

  /** The time from which a new connection has to begin, in the API's resolution; undefined before the first line. */
  get since(): string | undefined {
    return this.last ? this.last.replace(/(\.\d+)?Z$/, "Z") : undefined;
  }

  /** Begins again after a connection that broke, maybe within a line. */
  reopen(): void {
    this.rest = "";
  }

  /** The text of the lines that are new, without their timestamps. */
  take(chunk: string): string {
    const lines = (this.rest + chunk).split("\n");
    this.rest = lines.pop() ?? "";
    return lines.map((line) => this.newLine(line)).join("");
  }

  private newLine(line: string): string {
    const end = line.indexOf(" ");
    const time = line.slice(0, end);
    // Its fraction has no zeros at its end, so that the text alone doesn't order it.
    if (sortable(time) <= sortable(this.last)) return "";
    this.last = time;
    return `${line.slice(end + 1)}\n`;
  }
}

const sortable = (time: string): string => {
  const [, seconds = "", fraction = ""] = /^(.*?)(?:\.(\d+))?Z?$/.exec(time) ?? [];
  return seconds && `${seconds}.${fraction.padEnd(9, "0")}`;
};

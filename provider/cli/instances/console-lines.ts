/** The lines of a log with timestamps, each once, even if a new connection sends some again. */
export class ConsoleLines {
  private last = "";
  private rest = "";

  /** Time from which a new connection must start, in the API's resolution; undefined before the first line. */
  get since(): string | undefined {
    return this.last ? this.last.replace(/(\.\d+)?Z$/, "Z") : undefined;
  }

  /** Starts over after a connection that broke, maybe within a line. */
  reopen(): void {
    this.rest = "";
  }

  /** The text of the new lines, without their timestamps. */
  take(chunk: string): string {
    const lines = (this.rest + chunk).split("\n");
    this.rest = lines.pop() ?? "";
    return lines.map((line) => this.newLine(line)).join("");
  }

  private newLine(line: string): string {
    const end = line.indexOf(" ");
    const time = line.slice(0, end);
    if (sortable(time) <= sortable(this.last)) return "";
    this.last = time;
    return `${line.slice(end + 1)}\n`;
  }
}

/** A timestamp whose fraction has all of its digits: the API drops zeros at the end. */
const sortable = (time: string): string => {
  const [, seconds = "", fraction = ""] = /^(.*?)(?:\.(\d+))?Z?$/.exec(time) ?? [];
  return seconds && `${seconds}.${fraction.padEnd(9, "0")}`;
};

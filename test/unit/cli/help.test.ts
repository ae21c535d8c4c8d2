import { commands } from "../../../provider/cli/commands";
import { commandHelp, commandsHelp } from "../../../provider/cli/help";

const helpOn = (name: string) => commandHelp(commands.find((command) => command.name === name)!);

test("the help lists all commands with their summaries", () => {
  const lines = commandsHelp(commands).split("\n");
  expect(lines.slice(0, 5)).toEqual([
    "Usage: ec2-pods <command> [options]",
    "",
    "Commands:",
    "  list            List the stack's instances",
    "  console         Print or stream an instance's console",
  ]);
  expect(lines.slice(-2)).toEqual([
    'Run "ec2-pods <command> --help" for the options and examples of a command.',
    'Run "ec2-pods --version" for the version of the package.',
  ]);
  for (const { name } of commands) expect(lines).toContainEqual(expect.stringMatching(`^  ${name} +[A-Z]`));
});

test("the help on a command has its options, notes, examples and exit codes", () => {
  expect(helpOn("stop")).toBe(
    `Stop an instance; it keeps its address and its disk.

Usage: ec2-pods stop [options] <instance>

Options:
      --stack <name>       Pulumi stack (default: the selected one)
      --cwd <folder>       Folder of the Pulumi project (default: this one)
      --kubeconfig <path>  Kubeconfig (default: the stack's
                           kubernetes:kubeconfig, KUBECONFIG or ~/.kube/config)
      --context <name>     Context (default: the stack's kubernetes:context or
                           the current one)
      --namespace <name>   Namespace to search (default: all)
      --json               Print JSON
  -h, --help               Print this help

<instance> is a Pulumi name, a Name tag, an instance id, or the start of an id
with at least 4 digits.

All processes get 25 seconds to end. The Pod stays, so that you can still read
its console. An instance with disableApiStop can't be stopped.

This doesn't change Pulumi's state. Run "pulumi refresh" to record it; the next
"pulumi up" restores what the program declares. Don't run it during an update of
the same stack.

Examples:
  # Stop an instance
  ec2-pods stop web

Exit codes:
  0  success
  1  an error
  2  an invalid command line`,
  );
});

test("a short form, a default, a list and more exit codes are in the help", () => {
  expect(helpOn("console")).toMatch(/^ {2}-f, --follow +Stream new output /m);
  expect(helpOn("doctor")).toMatch(/^ +\(default: busybox:1\.35\)$/m);
  expect(helpOn("reap")).toContain(
    "reap keeps these objects:\n- Objects in the state of another stack of the project, for example after a\n  rename.\n- Objects",
  );
  expect(helpOn("exec")).toMatch(
    /\n\nExit codes:\n {2}0 {6}the command succeeded\n(.*\n)* {2}other {2}the exit code of the command$/,
  );
});

test.each(commands.map(({ name }) => name))(
  "the help on %s fits in a terminal and has every option",
  (name) => {
    const { options } = commands.find((command) => command.name === name)!;
    const help = helpOn(name);
    for (const option of [...Object.keys(options), "help"]) expect(help).toMatch(`--${option} `);
    expect(help.split("\n").filter((line) => line.length > 80)).toEqual([]);
  },
);

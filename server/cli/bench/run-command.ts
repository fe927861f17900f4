import { availableParallelism, cpus } from "node:os";
import { UsageError } from "../train/usage-error.ts";
import { begin } from "./begin.ts";

type Command<Options> = {
  help: string;
  /** @throws UsageError */
  readOptions: (args: string[]) => Options;
  /** @returns the exit code. */
  run: (options: Options, tools: ReturnType<typeof begin>) => Promise<number>;
};

/** A long command from its arguments to its exit code: 2, with the help, where an option cannot be. */
export async function runCommand<Options extends { isHelp: boolean }>({
  help,
  readOptions,
  run,
}: Command<Options>): Promise<void> {
  const tools = begin();
  try {
    const options = readOptions(process.argv.slice(2));
    if (options.isHelp) process.stdout.write(help);
    else process.exitCode = await run(options, tools);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (error instanceof UsageError) process.stderr.write(`\n${help}`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

/** What a report is of. */
export function thisMachine(): { cpu: string; cores: number; node: string } {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    node: process.versions.node,
  };
}

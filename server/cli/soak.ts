import { runCommand, thisMachine } from "./bench/run-command.ts";
import { formatSoak } from "./soak/format-soak.ts";
import { HELP, readOptions } from "./soak/options.ts";
import { runSoak } from "./soak/run-soak.ts";

await runCommand({
  help: HELP,
  readOptions,
  async run(options, { say, signal }) {
    const report = await runSoak({ options, say, signal });
    const whole = { machine: thisMachine(), ...report };
    process.stdout.write(options.isJson ? `${JSON.stringify(whole)}\n` : formatSoak(report));
    return report.problems.length === 0 ? 0 : 1;
  },
});

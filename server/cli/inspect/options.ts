import { parseArgs } from "node:util";
import { UsageError } from "../train/usage-error.ts";

export const USAGE = `Says what files are and what Strata would make of them, by the code that its pages use.

  npm run -s inspect -- FILE... [--json]

A network (Keras JSON, a .keras archive, a TensorFlow.js model.json, the builder's own file) is told by its content,
whatever the file is called.

  --json   one JSON object on standard output for one FILE, a list of them for several:
           {"file", "kind": "network", "inputShape", "params", "layers": [{"name", "type", "outputShape"}], "notes"}
           shapes are without the batch, layers without Output and in Keras's order;
           of a file that is refused as a whole {"file", "kind", "refused": "the reason"}, without kind where it is not known
  --help   this text

Ends with 0 where every FILE would be taken, with 2 where one is refused.`;

export type InspectOptions = { files: readonly string[]; isJson: boolean; isHelp: boolean };

/** @throws UsageError for an unknown option, and without a file. */
export function readInspectOptions(args: readonly string[]): InspectOptions {
  const flag = { type: "boolean" } as const;
  let parsed;
  try {
    const options = { json: flag, help: { ...flag, short: "h" } } as const;
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
  const { values, positionals } = parsed;
  const isHelp = values.help === true;
  if (positionals.length === 0 && !isHelp) throw new UsageError("No FILE is named");
  return { files: positionals, isJson: values.json === true, isHelp };
}

import { parseArgs } from "node:util";
import { UsageError } from "../train/usage-error.ts";

export const USAGE = `Says what files are and what Strata would make of them, by the code that its pages use.

  npm run -s inspect -- FILE... [--json]

A network (Keras JSON, a .keras archive, a TensorFlow.js model.json, the builder's own file), a dataset (a zip, a folder or
parquet with pictures; a CSV of a time series) and a picture are told by their content, whatever the file is called. A
dataset is read and every picture decoded: as EuroSAT where EUROSAT would take it, else as one's own with what the page that
imports it offers at first.

  --json   one JSON object on standard output for one FILE, a list of them for several:
           {"file", "kind": "network", "inputShape", "params", "layers": [{"name", "type", "outputShape"}], "notes"}
           shapes are without the batch, layers without Output and in Keras's order;
           {"file", "kind": "dataset", "dataset": "EuroSAT" | "own pictures" | "own time series", "classes": [names, as they
           are called here], "perClass": {name: examples}, "counts": {"train", "validation", "test"}, "size": [width, height]
           (of a series rows and columns of a window), "refused": [{"name", "reason", "count"}], "notes"}
           each reason once, with the first file and how many there are; of a dataset that is refused these alone
           {"file", "kind": "picture", "width", "height", "meanColour": [red, green, blue]} of 0 to 255, decoded
           of another file that is refused as a whole {"file", "kind", "refused": "the reason"}, without kind where it is not known
  --help   this text

Ends with 0 where every FILE would be taken, with 2 where one is refused. A network is taken where each of its layers is
right; why it cannot be trained as it is (its size, what it ends in) stands in its notes.`;

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

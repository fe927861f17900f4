import { parseArgs } from "node:util";
import { UsageError } from "../train/usage-error.ts";

export const USAGE = `Checks the signed record of a run, and says what it has checked.

  npm run -s verify-run -- FILE

  --key BASE64       the public key of the server that it should be from; otherwise the one in STRATA_HOME, if there is one
  --weights FILE     the run's model.safetensors, whose hash is compared
  --again            trains it again and compares the weights and the scores: on the same machine they are the same
  --dataset FOLDER   the packed dataset to train on, where it is not in STRATA_HOME
  --help             this text

Ends with 0 where everything that was checked is right, with 1 where something is not.`;

export type VerifyOptions = {
  file: string;
  key: string | null;
  weightsFile: string | null;
  isAgain: boolean;
  dataset: string | null;
};

/** @returns null where help was asked for. @throws UsageError. */
export function readVerifyOptions(args: readonly string[]): VerifyOptions | null {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        key: { type: "string" },
        weights: { type: "string" },
        again: { type: "boolean", default: false },
        dataset: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
  const { values, positionals } = parsed;
  if (values.help) return null;
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new UsageError(`Expected one file, got ${positionals.length}`);
  return {
    file,
    key: values.key ?? null,
    weightsFile: values.weights ?? null,
    isAgain: values.again,
    dataset: values.dataset ?? null,
  };
}

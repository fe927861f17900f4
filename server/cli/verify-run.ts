import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunRecord } from "#models/records/run-record.ts";
import { contentsOf } from "#server/datasets/contents-of.ts";
import { openDataset, type PackedDataset } from "#server/datasets/open-dataset.ts";
import { DESCRIPTOR_FILE } from "#server/datasets/packed-format.ts";
import { readPackedDescriptor } from "#server/datasets/read-packed-descriptor.ts";
import { readEnvironment } from "#server/platform/env.ts";
import { knownPublicKey } from "#server/records/record-key.ts";
import { datasetPrefix } from "#server/storage/storage-keys.ts";
import { UsageError } from "./train/usage-error.ts";
import { checkNetwork, checkSignature, checkWeights, type Finding } from "./verify/check-record.ts";
import { readVerifyOptions, USAGE, type VerifyOptions } from "./verify/options.ts";
import { trainAgain } from "./verify/train-again.ts";

const EXIT_USAGE = 2;
const environment = readEnvironment();

async function verify(options: VerifyOptions): Promise<boolean> {
  const { STRATA_HOME: home } = environment;
  let isRight = true;
  function tell(finding: Finding): void {
    isRight &&= finding.isRight;
    process.stdout.write(`${finding.isRight ? "ok   " : "WRONG"} ${finding.text}\n`);
  }
  const { record, findings } = checkSignature(await read(options.file), options.key ?? knownPublicKey(home));
  for (const finding of findings) tell(finding);
  if (record === null) return false;
  if (options.weightsFile !== null) tell(checkWeights(record, await readFile(options.weightsFile)));
  if (options.isAgain) for (const finding of await again(record, options)) tell(finding);
  else process.stdout.write("     Not trained again: give --again for that.\n");
  return isRight;
}

async function again(record: RunRecord, { dataset: wanted }: VerifyOptions): Promise<Finding[]> {
  const { startedFrom, engine, hyperParameters } = record;
  if (startedFrom !== null) {
    throw new UsageError(`It began from weights of ${startedFrom.source}, which a record does not hold.`);
  }
  if (engine !== null && engine.provider !== null && engine.provider !== "cpu") {
    throw new UsageError(
      `It was computed on ${engine.device ?? engine.provider}; here it can be trained on the processor only.`,
    );
  }
  const { dataset, finding } = await openRecorded(record, wanted);
  const findings = [finding, checkNetwork(record, dataset)];
  process.stdout.write(
    `     Training ${hyperParameters.epochs} epochs with seed ${hyperParameters.seed} ...\n`,
  );
  const { ENGINE_THREADS: threads, DISK_RESERVE_BYTES: reserveBytes, STRATA_HOME: home } = environment;
  const found = await trainAgain(record, dataset, { home, reserveBytes, threads });
  const isSame = found.weightsSha256 === record.weightsSha256;
  findings.push({
    isRight: isSame,
    text: isSame
      ? "Trained again, it ends in the very same weights."
      : "Trained again, it ends in other weights.",
  });
  for (const split of ["validation", "test"] as const) {
    const recorded = record[split];
    if (recorded === null) continue;
    findings.push({
      isRight: found[split].score === recorded.score,
      text: `Its score in ${split} is ${found[split].score}; the record says ${recorded.score}.`,
    });
  }
  return findings;
}

async function openRecorded(
  { dataset: { versionId, contents, title } }: RunRecord,
  wanted: string | null,
): Promise<{ dataset: PackedDataset; finding: Finding }> {
  const folder = wanted ?? join(environment.STRATA_HOME, datasetPrefix(versionId));
  if (!existsSync(join(folder, DESCRIPTOR_FILE))) {
    throw new UsageError(`The dataset ${title} is not in ${folder}: give its packed folder with --dataset.`);
  }
  const found = contentsOf(await readPackedDescriptor(folder));
  const isSame = contents === null || found === contents;
  return {
    dataset: await openDataset(folder),
    finding: {
      isRight: isSame,
      text: isSame
        ? `The dataset is the one of the record: ${title}.`
        : `The dataset is another than the record's: ${found}.`,
    },
  };
}

async function read(file: string): Promise<string> {
  return readFile(file, "utf8").catch((cause: unknown) => {
    throw new UsageError(`${file} cannot be read`, { cause });
  });
}

try {
  const options = readVerifyOptions(process.argv.slice(2));
  if (options === null) process.stdout.write(`${USAGE}\n`);
  else process.exitCode = (await verify(options)) ? 0 : 1;
} catch (error) {
  process.exitCode = error instanceof UsageError ? EXIT_USAGE : 1;
  const hint = error instanceof UsageError ? "\nSee npm run -s verify-run -- --help" : "";
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${hint}\n`);
}

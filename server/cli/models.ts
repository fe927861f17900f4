import { parseArgs } from "node:util";
import { join } from "node:path";
import { modelName, type ModelDescriptor } from "#models/zoo/descriptor.ts";
import { backboneOf, waysToGetBackbone } from "#models/zoo/backbones.ts";
import { ZOO, zooEntry } from "#models/zoo/zoo.ts";
import { AppError } from "#server/platform/errors.ts";
import { readEnvironment } from "#server/platform/env.ts";
import { homePaths } from "#server/storage/home.ts";
import { openStorage } from "#server/storage/open-storage.ts";
import type { Storage } from "#server/storage/storage.ts";
import { backboneKey } from "#server/storage/storage-keys.ts";
import { describeFile } from "#server/vision/describe-file.ts";
import { fetchModelFile, notHere } from "#server/vision/fetch-model.ts";
import { findModel, listModels, putModel, removeModel } from "#server/vision/model-store.ts";
import { modelInfo } from "./detect/model-info.ts";
import { addBackbone, listBackbones } from "./models/backbones.ts";
import { UsageError } from "./train/usage-error.ts";

const USAGE = `Pretrained networks: which there are, where they come from, and how they get here.

  npm run -s models -- list [--json]       what is known and what is here
  npm run -s models -- get NAME            fetches one from its authors, goes on where it was cut, and checks its SHA-256
  npm run -s models -- add FILE [--name N] takes an ONNX file, for rooms without network and for your own networks
  npm run -s models -- remove NAME

Weights of a backbone for transfer learning, mobilenet-v3-small, are added as safetensors with torchvision's names.

A file is one of the zoo's by its SHA-256; another one is taken where its output is [1, 4 + classes, n] (YOLOv8, YOLOv5u,
YOLO11), [1, n, 5 + classes] (YOLOX, YOLOv5) or [1, classes] (a classifier). They lie in STRATA_HOME, or in the bucket.`;

const EXIT_REFUSED = 2;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

async function models(args: readonly string[]): Promise<void> {
  const { verb, subject, name, isJson } = readOptions(args);
  const environment = readEnvironment();
  const files = await openStorage(environment);
  if (verb === "help") tell(USAGE);
  else if (verb === "list") await list(files, isJson);
  else if (verb === "get") await get(files, subject, homePaths(environment.STRATA_HOME).downloads);
  else if (verb === "add") await add(files, subject, name);
  else if (backboneOf(subject) !== undefined) {
    await files.remove(backboneKey(subject));
    tell(`${subject} is gone.`);
  } else {
    if ((await findModel(files, subject)) === null) throw notHere(subject);
    await removeModel(files, subject);
    tell(`${subject} is gone.`);
  }
}

async function list(files: Storage, isJson: boolean): Promise<void> {
  const here = await listModels(files);
  const backbones = await listBackbones(files);
  if (isJson) {
    const known = ZOO.map((entry) => ({ ...entry, isHere: here.some(({ name }) => name === entry.name) }));
    tell(JSON.stringify({ here, known, backbones }));
    return;
  }
  for (const model of here) tell(`${model.name.padEnd(20)} here, ${megabytes(model.bytes)}: ${model.title}`);
  for (const { name, about, licence, file } of ZOO.filter(
    (entry) => !here.some((model) => model.name === entry.name),
  )) {
    const how = file === null ? "add its file" : `get ${name}, ${megabytes(file.bytes)}`;
    tell(`${name.padEnd(20)} not here (${how}): ${about}. ${licence}`);
  }
  for (const { name, title, licence, isHere } of backbones) {
    tell(
      `${name.padEnd(20)} ${isHere ? "here" : "not here (add its file)"}: the weights of ${title}. ${licence}`,
    );
  }
}

async function get(files: Storage, name: string, downloads: string): Promise<void> {
  if (backboneOf(name) !== undefined) {
    throw new UsageError(
      `${name} is not fetched, since its authors publish no safetensors. ${waysToGetBackbone()}`,
    );
  }
  const entry = zooEntry(name);
  if (entry === undefined) throw notHere(name);
  tell(`Licence: ${entry.licence}`);
  let told = "";
  const file = await fetchModelFile(entry, {
    folder: join(downloads, "models"),
    onProgress({ phase, done, total }) {
      const now = phase === "downloading" ? `${Math.floor((done / total) * 10) * 10} %` : phase;
      if (now !== told) process.stderr.write(`${now}\n`);
      told = now;
    },
  });
  await keep(files, await describeFile(file), { file, canTake: true });
}

async function add(files: Storage, file: string, name: string | undefined): Promise<void> {
  const backbone = await addBackbone(files, file);
  if (backbone !== null) {
    tell(`${backbone.name} is here: designs can start from it. ${backbone.licence}`);
    return;
  }
  const found = await describeFile(file);
  if (name !== undefined && zooEntry(name) !== undefined && found.name !== name) {
    throw new UsageError(`${name} is the name of another network; this file is not it by its SHA-256`);
  }
  await keep(files, { ...found, name: name ?? found.name }, { file, canTake: false });
}

async function keep(
  files: Storage,
  model: ModelDescriptor,
  where: { file: string; canTake: boolean },
): Promise<void> {
  await putModel(files, model, where);
  tell(`${model.name} is here.\n${modelInfo(model)}`);
}

function readOptions(args: readonly string[]) {
  let parsed;
  try {
    const flag = { type: "boolean" } as const;
    const options = { name: { type: "string" }, json: flag, help: { ...flag, short: "h" } } as const;
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
  const { values, positionals } = parsed;
  const [verb = "list", subject = ""] = positionals;
  if (values.help === true) return { verb: "help", subject: "", name: undefined, isJson: false } as const;
  if (verb !== "list" && verb !== "get" && verb !== "add" && verb !== "remove") {
    throw new UsageError(`models knows list, get, add and remove; received "${verb}"`);
  }
  if (verb !== "list" && subject === "") throw new UsageError(`models ${verb} wants a name or a file`);
  if (verb !== "add" && verb !== "list" && !modelName.safeParse(subject).success) throw notHere(subject);
  if (values.name !== undefined && !modelName.safeParse(values.name).success) {
    throw new UsageError(
      `--name is small letters, digits and hyphens, 40 at most; received "${values.name}"`,
    );
  }
  return { verb, subject, name: values.name, isJson: values.json === true } as const;
}

function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  await models(process.argv.slice(2));
} catch (error) {
  const isExpected = error instanceof UsageError || error instanceof AppError;
  process.exitCode = isExpected ? EXIT_REFUSED : 1;
  const hint = error instanceof UsageError ? "\nSee npm run -s models -- --help" : "";
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${hint}\n`);
}

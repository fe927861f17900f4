import { StorageAway } from "#server/platform/storage-away.ts";
import { existsSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { access, constants } from "node:fs/promises";
import type { Environment } from "#server/platform/env.ts";
import { findChromium } from "../check/chromium.ts";
import { freePort } from "../start/free-port.ts";
import { runningInstance } from "../start/instance.ts";
import type { Finding } from "./finding.ts";
import { openPreferredDataset } from "./packed-dataset.ts";
import { formatMemory } from "#models/training/format-memory.ts";
import { diskState, nearestFolder, readDiskSpace } from "#server/platform/disk-space.ts";
import { openStorage } from "#server/storage/open-storage.ts";
import { checkedKey } from "#server/storage/storage-keys.ts";
import { runProgram } from "#server/platform/run-program.ts";

/** Packed tiles, database, artifacts of some hundred runs; the reserve comes on top. */
const COMFORTABLE_DISK = 3 * 2 ** 30;

export async function findDataset(environment: Environment): Promise<Finding> {
  const { STRATA_HOME: home, EUROSAT: source, DATASET: wanted } = environment;
  if (source !== undefined && !existsSync(source)) {
    return {
      name: "Dataset",
      state: "missing",
      detail: `EUROSAT names ${source}, which is not there`,
      advice:
        "Set EUROSAT to the zip, the folder or the parquet files, or unset it to have EuroSAT downloaded",
      data: { id: null },
    };
  }
  try {
    const { descriptor } = await openPreferredDataset(home, wanted);
    const { id, title, counts, isSynthetic } = descriptor;
    const split = [counts.train, counts.validation, counts.test].map((count) => count.toLocaleString("en"));
    return {
      name: "Dataset",
      state: isSynthetic ? "note" : "good",
      detail: `${title} (${id}), ${split.join(" / ")} tiles${isSynthetic ? ", synthetic" : ""}`,
      ...(isSynthetic
        ? { advice: "For real images set EUROSAT, or start once with the network in reach" }
        : {}),
      data: { id, counts, isSynthetic },
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (wanted !== undefined) {
      const advice = "Unset DATASET, or set it to the id of a packed one";
      return { name: "Dataset", state: "missing", detail: reason, advice, data: { id: null } };
    }
    return {
      name: "Dataset",
      state: "note",
      detail: `none packed yet in ${home}`,
      advice:
        source === undefined
          ? "npm start downloads EuroSAT, or draws synthetic tiles where it cannot"
          : `npm start packs ${source}`,
      data: { id: null },
    };
  }
}

export async function findDisk(environment: Environment): Promise<Finding> {
  const { STRATA_HOME: home, DISK_RESERVE_BYTES: reserve } = environment;
  const space = await readDiskSpace(home, reserve);
  const { freeBytes, totalBytes, reserveBytes } = space;
  const data = { home, ...space };
  const isWritable = await access(nearestFolder(home), constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!isWritable) {
    const advice = "Set STRATA_HOME to a folder that you may write to";
    return { name: "State folder", state: "missing", detail: `${home} is not writable`, advice, data };
  }
  const detail = `${home}, ${formatMemory(freeBytes)} of ${formatMemory(totalBytes)} free, ${formatMemory(reserveBytes)} of it kept for the database`;
  const wantedBytes = COMFORTABLE_DISK + reserveBytes;
  if (freeBytes >= wantedBytes) return { name: "State folder", state: "good", detail, data };
  return {
    name: "State folder",
    state: diskState(space) === "full" ? "missing" : "note",
    detail,
    advice: `Free some space, or set STRATA_HOME to a disk with ${formatMemory(wantedBytes)} or more free. Nothing is trained while less is free than what is kept`,
    data,
  };
}

/** Where datasets, checkpoints and networks lie, tried by writing, reading and removing a file. */
export async function findStorage(environment: Environment): Promise<Finding> {
  const name = "Storage";
  try {
    const storage = await openStorage(environment);
    const data = { place: storage.place };
    // Whether the state folder can be written to is told above.
    if (environment.S3_BUCKET === undefined) return { name, state: "good", detail: storage.place, data };
    await storage.check();
    const key = checkedKey(`doctor/${randomUUID()}`);
    await storage.put(key, Readable.from([Buffer.from("strata")]));
    const read = await storage.openRead(key);
    const isSame = read !== null && (await text(read.stream)) === "strata";
    await storage.remove(key);
    if (isSame) return { name, state: "good", detail: `${storage.place}, can be written and read`, data };
    const detail = `${storage.place} does not give back what was written`;
    return { name, state: "missing", detail, advice: "Name another bucket", data };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const detail = error instanceof StorageAway ? error.found : said;
    const advice = "Check S3_BUCKET, S3_ENDPOINT, S3_REGION and the keys, or unset S3_BUCKET to keep files";
    return { name, state: "missing", detail, advice, data: { place: null } };
  }
}

export async function findPort({
  HOST: host,
  PORT: wanted,
  STRATA_HOME: home,
}: Environment): Promise<Finding> {
  const instance = await runningInstance(home);
  if (instance !== null) {
    const detail = `Strata runs here: ${instance.url}`;
    return { name: "Port", state: "good", detail, data: { url: instance.url } };
  }
  const port = await freePort(host, wanted).catch(() => null);
  if (port === null) {
    const advice = "Set PORT to another";
    return {
      name: "Port",
      state: "missing",
      detail: `${wanted} and those after it are taken`,
      advice,
      data: { port },
    };
  }
  const isAsWanted = wanted === 0 || port === wanted;
  return {
    name: "Port",
    state: isAsWanted ? "good" : "note",
    detail: isAsWanted ? `${port} is free` : `${wanted} is taken`,
    ...(isAsWanted ? {} : { advice: `npm start will use ${port}` }),
    data: { port },
  };
}

export async function findBrowser(): Promise<Finding> {
  const path = findChromium();
  const advice =
    "Only `npm test` and `npm run bench` need it. Debian: apt-get install chromium; else set CHROMIUM_PATH";
  if (path === null) {
    return { name: "Chromium", state: "absent", detail: "none found", advice, data: { path } };
  }
  const { code, stdout } = await runProgram(path, ["--version", "--no-sandbox"]);
  if (code !== 0) {
    return { name: "Chromium", state: "absent", detail: `${path} does not run`, advice, data: { path } };
  }
  const version = stdout.trim().split("\n")[0] ?? "";
  return { name: "Chromium", state: "good", detail: `${version} (${path})`, data: { path, version } };
}

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { DatasetError } from "../dataset-error.ts";
import type { OnProgress } from "../progress.ts";
import { claimPart } from "./claim-part.ts";
import type { Archive } from "./eurosat-archive.ts";
import { fetchFollowing, RedirectRefused, type AddressesOf } from "./fetch-following.ts";
import { requireReachable } from "./require-reachable.ts";

export type DownloadArchive = {
  archive: Archive;
  /** Holds the file, and until it is whole `<fileName>.part`, which the next try goes on from. */
  folder: string;
  connectTimeoutMs?: number;
  /** How long the server may stay silent, before its answer and in the middle of it. */
  silenceTimeoutMs?: number;
  onProgress?: OnProgress | undefined;
  signal?: AbortSignal | undefined;
  /** Of a host, before a redirect to it is gone along with; DNS's where left out. */
  addressesOf?: AddressesOf;
};

/**
 * Downloads the archive, or goes on where an earlier try was cut, and checks its SHA-256.
 * @returns the path of the whole file.
 * @throws DatasetError `DOWNLOAD_FAILED`, within `connectTimeoutMs` where there is no network.
 */
export async function downloadArchive(options: DownloadArchive): Promise<string> {
  const { archive, folder, connectTimeoutMs = 4000, onProgress, signal } = options;
  await mkdir(folder, { recursive: true });
  const whole = join(folder, archive.fileName);
  if (await hasDigest(whole, archive)) return whole;

  const { part, release } = await claimPart(whole);
  try {
    if ((await sizeOf(part)) < archive.bytes) {
      onProgress?.({ phase: "connecting", done: 0, total: 0 });
      await requireReachable(archive.url, connectTimeoutMs, signal);
      await receive(part, options);
    }
    onProgress?.({ phase: "verifying", done: archive.bytes, total: archive.bytes });
    if (!(await hasDigest(part, archive))) {
      await rm(part, { force: true });
      throw failed(archive, "what arrived does not have the published checksum and was thrown away");
    }
    await rename(part, whole);
    return whole;
  } finally {
    await release();
  }
}

async function receive(part: string, options: DownloadArchive): Promise<void> {
  const { archive, silenceTimeoutMs = 30_000, onProgress, signal } = options;
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), silenceTimeoutMs);
  let done = await sizeOf(part);
  try {
    const response = await fetchFollowing(archive.url, {
      headers: done > 0 ? { range: `bytes=${done}-` } : {},
      addressesOf: options.addressesOf,
      signal: signal === undefined ? silence.signal : AbortSignal.any([silence.signal, signal]),
    });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      // A part that the server cannot go on from is of no use to the next try either.
      if (response.status === 416) await rm(part, { force: true });
      throw failed(archive, `the server answered ${response.status} ${response.statusText}`);
    }
    if (response.status !== 206) done = 0;
    else if (!isContinuation(response, done))
      throw failed(archive, "the server sent another part than asked for");

    const file = await open(part, done > 0 ? "a" : "w");
    try {
      for await (const chunk of response.body) {
        timer.refresh();
        done += chunk.byteLength;
        if (done > archive.bytes)
          throw failed(archive, `it is larger than the ${archive.bytes} bytes expected`);
        await file.appendFile(chunk);
        onProgress?.({ phase: "downloading", done, total: archive.bytes });
      }
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (signal?.aborted === true) throw signal.reason;
    if (cause instanceof DatasetError) throw cause;
    if (cause instanceof RedirectRefused) throw failed(archive, cause.message);
    if (silence.signal.aborted)
      throw failed(archive, `the server was silent for ${silenceTimeoutMs / 1000} s`);
    throw failed(archive, `the connection broke after ${done} of ${archive.bytes} bytes`, cause);
  } finally {
    clearTimeout(timer);
  }
  if (done < archive.bytes)
    throw failed(archive, `the connection ended after ${done} of ${archive.bytes} bytes`);
}

function isContinuation(response: Response, from: number): boolean {
  return response.headers.get("content-range")?.startsWith(`bytes ${from}-`) ?? false;
}

async function hasDigest(file: string, archive: Archive): Promise<boolean> {
  if ((await sizeOf(file)) !== archive.bytes) return false;
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 ** 2 }))
    hash.update(chunk as Buffer);
  return hash.digest("hex") === archive.sha256;
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

function failed(archive: Archive, reason: string, cause?: unknown): DatasetError {
  return new DatasetError("DOWNLOAD_FAILED", `${archive.fileName} could not be downloaded: ${reason}`, {
    cause,
  });
}

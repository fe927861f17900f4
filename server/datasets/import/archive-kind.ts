import { BUNDLE_MARK } from "#models/datasets/import/write-bundle-header.ts";
import { DatasetError } from "../dataset-error.ts";
import { findZip } from "./find-zip.ts";
import type { ByteSource } from "./pictures/byte-source.ts";

const PACK_AGAIN = "which is not opened: unpack it, and pack it as a zip or bring the folder";

/** Files that are brought by mistake, by their first bytes in hexadecimal; tar says what it is at byte 257. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^52617221/, `is a RAR archive, ${PACK_AGAIN}`],
  [/^377abcaf/, `is a 7z archive, ${PACK_AGAIN}`],
  [/^(?:1f8b|425a68|fd377a58|28b52ffd|.{514}7573746172)/, `is a tar or a compressed file, ${PACK_AGAIN}`],
  [/^89484446/, "is an HDF5 file, as networks are kept in, and holds no pictures that are read"],
  [/^0000080[13]/, "is an IDX file, as MNIST has them: MNIST and Fashion-MNIST come from the catalogue"],
  [/^934e554d/, "is a NumPy array, which is not opened: save its pictures as PNG"],
  [/^(?:ffd8ff|89504e47|47494638|49492a00|4d4d002a|52494646.{8}57454250)/, "is one picture, not a dataset"],
];

const HEAD_BYTES = 512;

export type ArchiveKind = "zip" | "parquet" | "bundle" | { refusal: string | undefined };

/** What a file is by its bytes, whatever it is called. A zip that lost a part is still one, and is told to be cut short. */
export async function archiveKind(bytes: ByteSource, name: string): Promise<ArchiveKind> {
  const start = Buffer.from(await bytes.read(0, Math.min(HEAD_BYTES, bytes.size)));
  const head = start.toString("latin1");
  if (head.startsWith("PAR1")) return "parquet";
  if (head.startsWith(BUNDLE_MARK)) return "bundle";
  const other = OTHERS.find(([pattern]) => pattern.test(start.toString("hex")))?.[1];
  if (other !== undefined) return { refusal: other };
  const isZip = head.startsWith("PK") || /\.zip$/i.test(name) || (await findZip(bytes)) !== undefined;
  return isZip ? "zip" : { refusal: undefined };
}

/** @param expected a sentence that says what should have come. */
export function notTaken(
  kind: Exclude<ArchiveKind, "zip" | "parquet">,
  name: string,
  expected: string,
): DatasetError {
  const refusal = typeof kind === "object" ? kind.refusal : undefined;
  const what = refusal ?? "is neither a zip nor a parquet file";
  return new DatasetError("SOURCE_MISSING", `${name} ${what}. ${expected}`);
}

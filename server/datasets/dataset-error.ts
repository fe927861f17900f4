export type DatasetErrorCode =
  /** The named file or folder does not exist, or is of no known kind. */
  | "SOURCE_MISSING"
  /** An image, an archive or a parquet file that cannot be used as it is. */
  | "SOURCE_BROKEN"
  /** Larger, deeper or more numerous than any copy of the dataset is. */
  | "SOURCE_REFUSED"
  /** No packed dataset in the folder, or one that is incomplete. */
  | "NOT_PACKED"
  | "DOWNLOAD_FAILED"
  | "OUT_OF_RANGE";

type Fault = { name: string; reason: string };

/** What can go wrong with data that people bring. The message names the file and is meant to be shown. */
export class DatasetError extends Error {
  readonly code: DatasetErrorCode;
  /** Where several files or rows are at fault, each of them; the message tells them once a kind. */
  readonly faults: readonly Fault[];

  constructor(
    code: DatasetErrorCode,
    message: string,
    { faults = [], ...options }: ErrorOptions & { faults?: readonly Fault[] } = {},
  ) {
    super(message, options);
    this.name = "DatasetError";
    this.code = code;
    this.faults = faults;
  }

  /** By name: tasks that are bundled by themselves bring a class of their own into the process that tells what went wrong. */
  static override [Symbol.hasInstance](value: unknown): value is DatasetError {
    return value instanceof Error && value.name === "DatasetError";
  }
}

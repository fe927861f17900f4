import { StorageAway } from "#server/platform/storage-away.ts";
import { StorageMisconfigured } from "../storage-errors.ts";
import type { S3Place } from "./s3-client.ts";

const ABSENT = new Set(["NoSuchKey", "NotFound"]);
const REFUSED = new Set([
  "AccessDenied",
  "InvalidAccessKeyId",
  "SignatureDoesNotMatch",
  "ExpiredToken",
  "InvalidToken",
  "Forbidden",
]);
const ELSEWHERE = new Set([
  "PermanentRedirect",
  "AuthorizationHeaderMalformed",
  "IllegalLocationConstraintException",
]);
const AWAY = new Set(["TimeoutError", "SlowDown", "ServiceUnavailable", "InternalError", "RequestTimeout"]);
const LINK_LOST = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ERR_STREAM_PREMATURE_CLOSE",
]);

type S3Error = Error & { code?: string; $metadata?: { httpStatusCode?: number } };

/** Whether an answer says that there is no such object. */
export function isAbsent(error: unknown): boolean {
  return error instanceof Error && ABSENT.has(error.name);
}

/** What an error of the client is to us: somebody's to put right, or a service out of reach; else itself. */
export function explainS3Error(error: unknown, { bucket, endpoint }: S3Place): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, code, $metadata } = error as S3Error;
  const status = $metadata?.httpStatusCode;
  const where = endpoint ?? "Amazon S3";
  const why = (text: string) =>
    new StorageMisconfigured(`${text} (${where} says: ${message})`, { cause: error });
  if (name === "NoSuchBucket") {
    return why(`There is no bucket "${bucket}", which S3_BUCKET names: create it, or name another`);
  }
  if (name === "CredentialsProviderError") {
    const text = `No keys for the bucket "${bucket}" were found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`;
    return new StorageMisconfigured(`${text} (${message})`, { cause: error });
  }
  if (ELSEWHERE.has(name) || status === 301) {
    return why(`The bucket "${bucket}" is in another region: set S3_REGION to it`);
  }
  if (REFUSED.has(name) || status === 401 || status === 403) {
    return why(
      `The keys of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY may not list, read and write the bucket "${bucket}"`,
    );
  }
  const isAway = AWAY.has(name) || LINK_LOST.has(code ?? "") || name === "AbortError" || (status ?? 0) >= 500;
  if (!isAway) return error;
  const said = message === "" ? (code ?? name) : message;
  return new StorageAway(`The storage at ${where} cannot be reached: ${said}`, { cause: error });
}

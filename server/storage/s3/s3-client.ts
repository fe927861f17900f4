export type S3Place = {
  bucket: string;
  /** Of a service other than Amazon's. */
  endpoint?: string | undefined;
  region?: string | undefined;
};

const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true };
/** A service that says SlowDown means it: the pauses between the tries grow to some seconds. */
const MOST_TRIES = 5;

/** Loaded where it is used: it is large, and most servers keep files. */
export function loadSdk() {
  // What Node it will want next year is for who updates it to read.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  return import("@aws-sdk/client-s3");
}

export type Sdk = Awaited<ReturnType<typeof loadSdk>>;

/** Keys come from where Amazon's own tools look for them, first of all AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. */
export function createS3Client(
  { S3Client }: Sdk,
  { endpoint, region }: S3Place,
): InstanceType<Sdk["S3Client"]> {
  return new S3Client({
    region: region ?? process.env["AWS_REGION"] ?? "us-east-1",
    maxAttempts: MOST_TRIES,
    requestHandler: TIMEOUTS,
    // Ours is the sha256 that each object carries, and not every service knows the others.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    // A bucket's own name in the host wants a wildcard in the DNS, which few services of one's own have.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
  });
}

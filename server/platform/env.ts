import { join, resolve } from "node:path";
import { z } from "zod";
import { ENGINE_NAMES } from "#server/contract/worker.ts";
import { ROOT } from "./paths.ts";
import { trustedProxies } from "./trusted-proxies.ts";

const optionalText = z
  .string()
  .trim()
  .transform((text) => (text === "" ? undefined : text))
  .optional();

const engineSetting = z.enum(["auto", ...ENGINE_NAMES]);

const life = z.string().regex(/^[0-9a-f]{12}$/);

const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1", "[::1]"]);

const variables = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  /** One's own PostgreSQL. Without it an embedded one is started. */
  DATABASE_URL: optionalText,
  /** The one folder that holds all state. */
  STRATA_HOME: optionalText.transform((folder) => resolve(folder ?? join(ROOT, ".strata"))),
  HOST: optionalText.transform((host) => host ?? "127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** Where people reach the site, if not http://localhost:PORT. */
  BASE_URL: z.url().optional(),
  /** The EuroSAT zip, a folder of class folders, or parquet files. */
  EUROSAT: optionalText,
  /** Id of the packed dataset that new runs train on; EuroSAT where it is packed, else the synthetic one. */
  DATASET: optionalText,
  /** How many sequences of synthetic skies are drawn, a multiple of 5; 0 for none. */
  SKY_SEQUENCES: z.coerce.number().int().min(0).max(20_000).multipleOf(5).default(2000),
  /** Signs sessions. Without it a random one is made once and kept in STRATA_HOME. */
  BETTER_AUTH_SECRET: z.string().min(32).optional(),
  /** A mail server, as smtps://user:password@host:465, for letters with a link to a new password. */
  SMTP_URL: optionalText.pipe(
    z.url({ protocol: /^smtps?$/, error: "SMTP_URL is smtp://… or smtps://…" }).optional(),
  ),
  /** Whom those letters come from; strata@ the site's host by default. */
  MAIL_FROM: optionalText,
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** The most memory a training child may take before its run is ended. */
  CHILD_MEMORY_BYTES: z.coerce.number().int().positive().optional(),
  /** What networks and checkpoints leave free on the disk; see `readDiskSpace` for what it is otherwise. */
  DISK_RESERVE_BYTES: z.coerce.number().int().min(0).optional(),
  /** What the runs of one person may keep on the disk. */
  PERSON_STORAGE_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(4 * 2 ** 30),
  /** And those of one cohort; its instructors may set less. */
  COHORT_STORAGE_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(40 * 2 ** 30),
  /** A bucket for datasets, checkpoints and networks; without it they lie in STRATA_HOME. */
  S3_BUCKET: optionalText,
  /** Of a service other than Amazon's. */
  S3_ENDPOINT: optionalText.pipe(z.url().optional()),
  S3_REGION: optionalText,
  /** What is kept in STRATA_HOME of what was fetched from the bucket. */
  S3_CACHE_BYTES: z.coerce
    .number()
    .int()
    .min(0)
    .default(20 * 2 ** 30),
  /** What trains: the fastest that computes the right values, or the one that is named. */
  STRATA_ENGINE: engineSetting.default("auto"),
  /** Threads of the training engine; all cores by default. */
  ENGINE_THREADS: z.coerce.number().int().min(1).max(256).optional(),
  /** Bearer token for /metrics from other machines; without it only loopback may read. */
  METRICS_TOKEN: optionalText,
  /** Proxies in front, whose word on who asks is taken; nobody's by default. */
  TRUSTED_PROXIES: trustedProxies,
  /** Lets learning platforms lie at addresses of this machine and its network, and speak plain http. */
  LTI_PRIVATE_ADDRESSES: z.stringbool().default(false),
  /** How long a worker may not be heard of before its job is given to another. */
  JOB_LEASE_SECONDS: z.coerce.number().min(0.5).max(600).default(10),
  /** Set by a supervisor, for each start another; and those of its earlier starts that have ended since the last that worked. */
  STRATA_LIFE: life.optional(),
  STRATA_PAST_LIVES: z
    .string()
    .default("")
    .transform((list) => list.split(",").filter((each) => each !== ""))
    .pipe(z.array(life)),
  /** Set by a supervisor that holds our stdin: when it closes, we end. */
  STRATA_SUPERVISED: z.stringbool().default(false),
  /** The demo cohort, whose password everyone knows. By default only where no other machine can reach it. */
  DEMO: z.stringbool().optional(),
});

const environment = variables.transform((values) => ({
  ...values,
  DEMO: values.DEMO ?? isForThisMachine(values),
}));

/** A proxy in front may listen to the world although we do not. */
function isForThisMachine({ HOST, BASE_URL }: Pick<z.infer<typeof variables>, "HOST" | "BASE_URL">): boolean {
  return LOOPBACK.has(HOST) && (BASE_URL === undefined || LOOPBACK.has(new URL(BASE_URL).hostname));
}

export type Environment = z.infer<typeof environment>;

/** @throws an Error that names every wrong variable. */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const parsed = environment.safeParse(source);
  if (parsed.success) return parsed.data;
  throw new Error(`The environment is not usable:\n${z.prettifyError(parsed.error)}`);
}

import { customType } from "drizzle-orm/pg-core";
import { z } from "zod";
import { AppError } from "#server/platform/errors.ts";

type StoredFormat<T> = {
  /** In words for people: `a run's settings`. */
  what: string;
  /** Of today's version. */
  schema: z.ZodType<T>;
  /**
   * One step a version: the first makes version 2 of version 1, and so on. A new step raises what is written by one; a step is
   * never changed again. A schema that takes older versions itself, as that of graphs does, has none.
   */
  steps?: readonly ((older: unknown) => unknown)[];
  /** Stands for what cannot be read, where a row is of use without it. */
  otherwise?: T;
};

const versioned = z.looseObject({ version: z.int() });
const wrapped = z.object({ version: z.int(), value: z.unknown() });
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * A jsonb column that is parsed when it leaves the database. What it writes has the key `version` from version 2 on, beside an
 * object's own keys or around a list; what has none is of version 1, as rows older than this are. Reading what is of no known
 * version throws an AppError UNREADABLE, for a query of that row alone: lists read no column without `otherwise`.
 */
export function storedJson<T>(name: string, format: StoredFormat<T>) {
  const column = customType<{ data: T; driverData: unknown }>({
    dataType: () => "jsonb",
    toDriver: (value) => JSON.stringify(toStored(value, format)),
    fromDriver: (value) => fromStored(value, format),
  });
  return column(name);
}

function toStored<T>(value: T, { steps = [] }: StoredFormat<T>): unknown {
  if (steps.length === 0) return value;
  const version = steps.length + 1;
  return isRecord(value) ? { ...value, version } : { version, value };
}

function fromStored<T>(stored: unknown, format: StoredFormat<T>): T {
  const { what, schema, steps = [], otherwise } = format;
  const { version, value } = steps.length === 0 ? { version: 1, value: stored } : versionOf(stored);
  const isKnown = version >= 1 && version <= steps.length + 1;
  try {
    if (isKnown) return schema.parse(steps.slice(version - 1).reduce((older, step) => step(older), value));
  } catch (error) {
    if (otherwise !== undefined) return otherwise;
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw unreadable(what, `it is not what was expected (${reason})`, error);
  }
  if (otherwise !== undefined) return otherwise;
  throw unreadable(what, `expected version 1 to ${steps.length + 1}, and it is of version ${version}`);
}

function versionOf(stored: unknown): { version: number; value: unknown } {
  const { data } = versioned.safeParse(stored);
  if (data === undefined) return { version: 1, value: stored };
  const { version, ...value } = data;
  const list = wrapped.strict().safeParse(stored).data;
  return list === undefined ? { version, value } : { version, value: list.value };
}

function unreadable(what: string, why: string, cause?: unknown): AppError {
  return new AppError("UNREADABLE", `Strata cannot read ${what} as it is kept: ${why}.`, { cause });
}

import { sql } from "drizzle-orm";
import { isOnHiddenSplit } from "#models/exercises/checks/check.ts";
import { CHECK_KINDS } from "#models/exercises/checks/kinds.ts";

/** Kinds of checks whose findings tell of the hidden split, as one list of text. */
export const ON_HIDDEN_SPLIT = sql.param(CHECK_KINDS.filter((kind) => isOnHiddenSplit({ kind })));

/** Of a row of `exercise`: whether any check is one of them. Then a sum of its points tells, too. */
export const asksHiddenSplit = sql<boolean>`exists (
  select from jsonb_array_elements(exercise.content -> 'checks') asked
  where asked -> 'test' ->> 'kind' = any(${ON_HIDDEN_SPLIT}))`;

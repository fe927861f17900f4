import { z } from "zod";

/** Without one, as a script may ask, every call is carried out. */
export const idempotencyKey = z.uuid().optional();
export type IdempotencyKey = z.infer<typeof idempotencyKey>;

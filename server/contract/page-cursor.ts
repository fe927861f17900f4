import { z } from "zod";

/** A place in a list, as `nextCursor` of the page before gave it. */
export const pageCursor = z.string().max(80);

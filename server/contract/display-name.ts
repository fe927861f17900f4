import { MAX_NAME_LENGTH, NAME_MISSING, NAME_TOO_LONG } from "./name-problem.ts";
import { oneLine } from "./one-line.ts";

/** What a person is called: their class sees it. */
export const displayName = oneLine.min(1, NAME_MISSING).max(MAX_NAME_LENGTH, NAME_TOO_LONG);

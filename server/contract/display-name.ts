import { oneLine } from "./one-line.ts";

/** What a person is called: their class sees it. */
export const displayName = oneLine.min(1, "Enter your name").max(60, "A name has at most 60 characters");

/** Whether this draws a page to be sent. */
export const IS_SERVER = typeof window === "undefined";

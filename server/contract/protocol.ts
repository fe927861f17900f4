/** Raised when a message changes its meaning; a browser with another version reloads. */
export const PROTOCOL_VERSION = 2;

/**
 * What a change in a cohort makes stale is read again within so long, each page at a moment of its own: a class that
 * reads at once would wait for one another.
 */
export const REFRESH_SPREAD_MS = 500;

/** The server says so often that it is there. A browser that hears nothing for some of them takes the link for lost. */
export const HEARTBEAT_MS = 1_000;

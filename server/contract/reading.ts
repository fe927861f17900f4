/**
 * Where the server leaves what a page may read while it renders for somebody: an AsyncLocalStorage under this name on
 * `globalThis`, since the pages are compiled apart from the server that runs them.
 */
export const READING = Symbol.for("strata.reading");

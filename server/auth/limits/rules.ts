/** So many failures in a window are free; then every further one doubles the wait for the next try. */
export type Rule = {
  free: number;
  windowSeconds: number;
  firstWaitSeconds: number;
  maxWaitSeconds: number;
  /** Quiet after which a count above the free ones is forgotten. */
  forgetSeconds: number;
};

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** One account, from all places that have not signed in to it before; likewise from each one that has. */
export const ACCOUNT: Rule = {
  free: 5,
  windowSeconds: 15 * MINUTE,
  firstWaitSeconds: MINUTE,
  maxWaitSeconds: HOUR,
  forgetSeconds: 24 * HOUR,
};

/**
 * From a network where this many tries failed lately, one failure of an account is free instead of five. Up to the
 * limit below nobody is refused for others' failures: a class of forty behind one address has typos, and who tries an
 * account for the first time with the right password gets in.
 */
export const WATCHED_NETWORK_FAILURES = 100;

/**
 * More than any class mistypes, and what bounds guesses at many accounts. Devices that signed in to the account before
 * pass all the same; others there wait.
 */
export const NETWORK: Rule = {
  free: 1_000,
  windowSeconds: 15 * MINUTE,
  firstWaitSeconds: MINUTE,
  maxWaitSeconds: 15 * MINUTE,
  forgetSeconds: 15 * MINUTE,
};

/** New accounts, all of them counted: a lecture hall signs up in one hour. */
export const NETWORK_SIGN_UPS: Rule = {
  free: 500,
  windowSeconds: HOUR,
  firstWaitSeconds: MINUTE,
  maxWaitSeconds: 15 * MINUTE,
  forgetSeconds: HOUR,
};

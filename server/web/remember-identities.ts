import type { Identify, SignedIn } from "./require-actor.ts";

type Known = { signedIn: SignedIn; untilMs: number };

export type RememberedIdentities = {
  identify: Identify;
  /** Whoever's access has changed is looked up again. */
  forget: (userId: string) => void;
  /** News of changes may have been missed. */
  forgetAll: () => void;
};

/** What is bounded by it: a change of access that no notification told of, and a changed name. */
const KEPT_MS = 10_000;
const MAX_KEPT = 5_000;
const MAX_COOKIE_LENGTH = 4_000;

/**
 * Remembers for a moment whose cookie it is: a page asks ten times in a second. Nobody is let in that the database has
 * not let in within `KEPT_MS`, and whose access changes is forgotten at once.
 */
export function rememberIdentities(
  lookUp: Identify,
  now: () => number = () => performance.now(),
): RememberedIdentities {
  const known = new Map<string, Known>();
  /** Counts what was forgotten: an answer that was under way meanwhile is not kept. */
  let changes = 0;

  async function identify(headers: Parameters<Identify>[0]): Promise<SignedIn | null> {
    const { cookie } = headers;
    if (cookie === undefined || cookie.length > MAX_COOKIE_LENGTH) return lookUp(headers);
    const found = known.get(cookie);
    if (found !== undefined && found.untilMs > now()) return found.signedIn;
    known.delete(cookie);
    const before = changes;
    const untilMs = now() + KEPT_MS;
    const signedIn = await lookUp(headers);
    if (signedIn !== null && changes === before) {
      known.set(cookie, { signedIn, untilMs });
      const [oldest] = known.keys();
      if (known.size > MAX_KEPT && oldest !== undefined) known.delete(oldest);
    }
    return signedIn;
  }

  return {
    identify,
    forget(userId) {
      changes += 1;
      for (const [cookie, { signedIn }] of known) {
        if (signedIn.userId === userId) known.delete(cookie);
      }
    },
    forgetAll() {
      changes += 1;
      known.clear();
    },
  };
}

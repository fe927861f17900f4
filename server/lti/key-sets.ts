import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from "jose";
import { LRUCache } from "lru-cache";
import type { AskOutside } from "./ask-outside.ts";
import { readAnswer } from "./read-answer.ts";
import { requireOk } from "./require-ok.ts";

const KEPT_MS = 10 * 60_000;
/** Between two looks for a key that is not known: a token with a made-up one must not make us ask at will. */
const COOLDOWN_MS = 30_000;
const MAX_PLATFORMS = 500;

export type KeySets = (jwksUrl: string) => JWTVerifyGetKey;

/** The keys of platforms, as they publish them. */
export function createKeySets(ask: AskOutside, cooldownMs = COOLDOWN_MS): KeySets {
  const known = new LRUCache<string, JWTVerifyGetKey>({ max: MAX_PLATFORMS });
  return (jwksUrl) => {
    const before = known.get(jwksUrl);
    if (before !== undefined) return before;
    const keys = createRemoteJWKSet(new URL(jwksUrl), {
      cacheMaxAge: KEPT_MS,
      cooldownDuration: cooldownMs,
      [customFetch]: async (url) => {
        const answer = await ask(url, { headers: { Accept: "application/json" } });
        requireOk(answer, "its keys were asked for");
        return Response.json(readAnswer(answer));
      },
    });
    known.set(jwksUrl, keys);
    return keys;
  };
}

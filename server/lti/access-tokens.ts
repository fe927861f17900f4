import { randomUUID } from "node:crypto";
import { importJWK, SignJWT } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { SigningKey } from "#models/lti/signing-key.ts";
import type { AskOutside } from "./ask-outside.ts";
import type { Platform } from "./platform.ts";
import { PlatformTrouble } from "./platform-trouble.ts";
import { readAnswer } from "./read-answer.ts";
import { requireOk } from "./require-ok.ts";

const PROOF_SECONDS = 60;
const MAX_KEPT = 500;
/** Of a token's life, what is left unused: the call takes time too. */
const MARGIN_SECONDS = 30;

const tokenAnswer = z.object({
  // It goes into a header.
  access_token: z
    .string()
    .max(16_384)
    .regex(/^[\x21-\x7e]+$/),
  expires_in: z.coerce.number().positive().default(60),
});

export type AccessTokens = {
  get: (platform: Platform, scope: string) => Promise<string>;
  /** The platform takes it no more. */
  forget: (platform: Platform, scope: string) => void;
};

/** Access to a platform's services by a signed proof of who we are: RFC 7523, IMS Security Framework 1.0, 4.1. */
export function createAccessTokens(ask: AskOutside, signingKey: () => Promise<SigningKey>): AccessTokens {
  const known = new LRUCache<string, { token: string; untilMs: number }>({ max: MAX_KEPT });
  const keyOf = ({ id, tokenUrl, clientId }: Platform, scope: string) =>
    [id, tokenUrl, clientId, scope].join(" ");

  async function fetchToken(platform: Platform, scope: string) {
    const { clientId, tokenUrl, tokenAudience } = platform;
    const jwk = await signingKey();
    const proof = await new SignJWT()
      .setProtectedHeader({ alg: jwk.alg, kid: jwk.kid, typ: "JWT" })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(tokenAudience ?? tokenUrl)
      .setIssuedAt()
      .setExpirationTime(`${PROOF_SECONDS}s`)
      .setJti(randomUUID())
      .sign(await importJWK(jwk, jwk.alg));
    const answer = await ask(tokenUrl, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: proof,
        scope,
      }).toString(),
    });
    requireOk(answer, "it was asked for access");
    const parsed = tokenAnswer.safeParse(readAnswer(answer));
    if (!parsed.success) throw new PlatformTrouble("refused", "The platform's answer holds no access token.");
    return parsed.data;
  }

  return {
    async get(platform, scope) {
      const key = keyOf(platform, scope);
      const before = known.get(key);
      if (before !== undefined && before.untilMs > Date.now()) return before.token;
      const { access_token: token, expires_in: seconds } = await fetchToken(platform, scope);
      const untilMs = Date.now() + (seconds - MARGIN_SECONDS) * 1_000;
      known.set(key, { token, untilMs });
      return token;
    },
    forget: (platform, scope) => void known.delete(keyOf(platform, scope)),
  };
}

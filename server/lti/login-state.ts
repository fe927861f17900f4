import { createHash, createHmac, randomBytes } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";

/** From the platform's call to the answer of its login: a person may have to type a password there. */
export const STATE_SECONDS = 10 * 60;

const loginState = z.object({
  platformId: z.uuid(),
  state: z.string(),
  nonce: z.string(),
  /** Not the address itself: browsers carry all that was begun with every request. */
  targetDigest: z.string(),
});
export type LoginState = z.infer<typeof loginState>;

export const digestOf = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** Keeps what a login began with at the browser that began it: nothing is stored for whoever only knocks. */
export function createLoginStates(secret: string) {
  const key = createHmac("sha256", secret).update("lti-login-state").digest();
  return {
    begin(platformId: string, targetLinkUri: string): LoginState {
      const random = () => randomBytes(32).toString("base64url");
      const targetDigest = digestOf(targetLinkUri);
      return { platformId, targetDigest, state: random(), nonce: random() };
    },
    seal: (state: LoginState): Promise<string> =>
      new SignJWT(state)
        .setProtectedHeader({ alg: "HS256" })
        .setIssuedAt()
        .setExpirationTime(`${STATE_SECONDS}s`)
        .sign(key),
    /** null for what is not ours, too old, or of another login. */
    async open(sealed: string, state: string): Promise<LoginState | null> {
      const verified = await jwtVerify(sealed, key, { algorithms: ["HS256"] }).catch(() => null);
      const found = loginState.safeParse(verified?.payload).data ?? null;
      return found?.state === state ? found : null;
    },
  };
}
export type LoginStates = ReturnType<typeof createLoginStates>;

export const STATE_COOKIES = "lti-state-";
/** A name for each login, so that several tabs may be at it. */
export const stateCookieOf = (state: string): string =>
  `${STATE_COOKIES}${createHash("sha256").update(state).digest("hex").slice(0, 16)}`;

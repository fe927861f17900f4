import type { SigningKey } from "#models/lti/signing-key.ts";
import { createAccessTokens } from "./access-tokens.ts";
import { createAskOutside } from "./ask-outside.ts";
import type { LaunchClaims } from "./claims.ts";
import { deepLinkingResponse, type Choice } from "./deep-linking-response.ts";
import { createKeySets } from "./key-sets.ts";
import type { LoginState } from "./login-state.ts";
import type { Platform } from "./platform.ts";
import { createPlatformServices, type PlatformServices } from "./services.ts";
import { publicKeySet } from "./signing-key.ts";
import { verifyLaunch } from "./verify-launch.ts";

/** Talks with learning platforms by LTI 1.3. Knows no database: whoever asks says which platform is meant. */
export type Lti = PlatformServices & {
  /** @throws LaunchRefused */
  verifyLaunch: (
    of: { platform: Platform; token: string },
    expected: Pick<LoginState, "nonce" | "targetDigest">,
  ) => Promise<LaunchClaims>;
  /** What was picked, signed for the platform that asked. */
  signChoice: (platform: Platform, choice: Choice) => Promise<string>;
  /** What platforms check our signatures with. */
  publicKeys: () => Promise<ReturnType<typeof publicKeySet>>;
  /** Whether platforms may lie in this machine's network, and speak plain http. */
  allowsPrivate: boolean;
};

type Options = {
  signingKey: () => Promise<SigningKey>;
  allowsPrivate: boolean;
  /** Between two looks for a platform's unknown key. */
  keyCooldownMs?: number;
};

export function createLti({ signingKey, allowsPrivate, keyCooldownMs }: Options): Lti {
  const ask = createAskOutside({ allowsPrivate });
  const keySets = createKeySets(ask, keyCooldownMs);
  return {
    ...createPlatformServices(ask, createAccessTokens(ask, signingKey)),
    verifyLaunch: (of, expected) => verifyLaunch(keySets, of, expected),
    signChoice: async (platform, choice) => deepLinkingResponse(await signingKey(), platform, choice),
    publicKeys: async () => publicKeySet(await signingKey()),
    allowsPrivate,
  };
}

import { randomUUID } from "node:crypto";
import { exportJWK, generateKeyPair } from "jose";
import { signingKey, type SigningKey } from "#models/lti/signing-key.ts";

export async function makeSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return signingKey.parse({ ...(await exportJWK(privateKey)), kid: randomUUID(), alg: "RS256" });
}

/** What everybody may see of it, as platforms fetch it. */
export function publicKeySet({ kty, kid, alg, n, e }: SigningKey) {
  return { keys: [{ kty, kid, alg, use: "sig", n, e }] };
}

import { errors, jwtVerify, type JWTPayload } from "jose";
import { launchClaims, type LaunchClaims } from "./claims.ts";
import type { KeySets } from "./key-sets.ts";
import { LaunchRefused } from "./launch-refused.ts";
import { digestOf, type LoginState } from "./login-state.ts";
import { CLAIM } from "./names.ts";
import type { Platform } from "./platform.ts";
import { PlatformTrouble } from "./platform-trouble.ts";

/** Clocks differ by as much. */
const SKEW_SECONDS = 60;
/** A token is for now, however long its platform would let it live. */
const MAX_AGE_SECONDS = 15 * 60;

type Expected = Pick<LoginState, "nonce" | "targetDigest">;

/**
 * The claims of a launch's token, once its platform has signed it with the registered algorithm, for us, just now, for this
 * very login. LTI 1.3 core and IMS Security Framework 1.0, 5.1.3. @throws LaunchRefused
 */
export async function verifyLaunch(
  keySets: KeySets,
  { platform, token }: { platform: Platform; token: string },
  expected: Expected,
): Promise<LaunchClaims> {
  const payload = await signedPayload(keySets, platform, token);
  requireForUs(payload, platform.clientId);
  if (payload["nonce"] !== expected.nonce) throw new LaunchRefused("NONCE", "the nonce is another login's");
  const parsed = launchClaims.safeParse(payload);
  if (!parsed.success) throw new LaunchRefused("CLAIMS", parsed.error.message);
  const claims = parsed.data;
  if (!platform.deployments.includes(claims[CLAIM.deploymentId])) {
    throw new LaunchRefused("DEPLOYMENT", `the deployment is not registered: ${claims[CLAIM.deploymentId]}`);
  }
  const target = claims[CLAIM.targetLinkUri];
  if (target !== undefined && digestOf(target) !== expected.targetDigest) {
    throw new LaunchRefused("TARGET", "the token's target is not the login's");
  }
  return claims;
}

async function signedPayload(keySets: KeySets, platform: Platform, token: string): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keySets(platform.jwksUrl), {
      algorithms: [platform.algorithm],
      issuer: platform.issuer,
      audience: platform.clientId,
      clockTolerance: SKEW_SECONDS,
      maxTokenAge: MAX_AGE_SECONDS,
      requiredClaims: ["exp", "iat", "nonce", "sub"],
    });
    return payload;
  } catch (error) {
    throw refusalOf(error);
  }
}

/** A token for several must say that it was made for us. */
function requireForUs({ aud, azp }: JWTPayload, clientId: string): void {
  const isForSeveral = Array.isArray(aud) && aud.length > 1;
  if ((azp === undefined && !isForSeveral) || azp === clientId) return;
  throw new LaunchRefused("AUDIENCE", "the token was made for another client");
}

function refusalOf(error: unknown): unknown {
  if (error instanceof PlatformTrouble) return new LaunchRefused("KEYS", error.message);
  if (error instanceof errors.JWTExpired) return new LaunchRefused("EXPIRED", error.message);
  if (error instanceof errors.JOSEAlgNotAllowed) return new LaunchRefused("ALGORITHM", error.message);
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim, message } = error;
    if (claim === "aud") return new LaunchRefused("AUDIENCE", message);
    if (claim === "iss") return new LaunchRefused("ISSUER", message);
    if (claim === "exp" || claim === "iat" || claim === "nbf") return new LaunchRefused("EXPIRED", message);
    return new LaunchRefused("CLAIMS", message);
  }
  if (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JWSSignatureVerificationFailed
  ) {
    return new LaunchRefused("SIGNATURE", error.message);
  }
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) {
    return new LaunchRefused("KEYS", error.message);
  }
  if (error instanceof errors.JOSEError) return new LaunchRefused("SIGNATURE", error.message);
  // What Web Crypto says of a key that it cannot take: too short, or not one.
  const isBadKey = error instanceof TypeError || error instanceof DOMException;
  return isBadKey ? new LaunchRefused("KEYS", error.message) : error;
}

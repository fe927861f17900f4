import { importJWK, SignJWT } from "jose";
import { randomUUID } from "node:crypto";
import type { SigningKey } from "#models/lti/signing-key.ts";
import { CLAIM, VERSION } from "./names.ts";
import type { Platform } from "./platform.ts";

type ChosenExercise = { id: string; title: string; points: number; url: string };

const LIFE_SECONDS = 5 * 60;

export type Choice = { deploymentId: string; data: string | null; exercises: readonly ChosenExercise[] };

/** What an instructor has picked, signed for the platform that asked. Deep Linking 2.0, 4.4. */
export async function deepLinkingResponse(
  jwk: SigningKey,
  { clientId, issuer }: Platform,
  { deploymentId, data, exercises }: Choice,
): Promise<string> {
  const items = exercises.map(({ id, title, points, url }) => ({
    type: "ltiResourceLink",
    title,
    url,
    custom: { exercise: id },
    // Of no points no column is made.
    ...(points > 0 ? { lineItem: { label: title, scoreMaximum: points, resourceId: id } } : {}),
    window: { targetName: "_blank" },
  }));
  return new SignJWT({
    nonce: randomUUID(),
    [CLAIM.messageType]: "LtiDeepLinkingResponse",
    [CLAIM.version]: VERSION,
    [CLAIM.deploymentId]: deploymentId,
    [CLAIM.contentItems]: items,
    ...(data === null ? {} : { [CLAIM.deepLinkingData]: data }),
  })
    .setProtectedHeader({ alg: jwk.alg, kid: jwk.kid, typ: "JWT" })
    .setIssuer(clientId)
    .setAudience(issuer)
    .setIssuedAt()
    .setExpirationTime(`${LIFE_SECONDS}s`)
    .sign(await importJWK(jwk, jwk.alg));
}

import { z } from "zod";

/** An RSA key as a JWK, its private half too. */
export const signingKey = z
  .object({ kty: z.literal("RSA"), kid: z.string(), alg: z.literal("RS256") })
  .catchall(z.string());
export type SigningKey = z.infer<typeof signingKey>;

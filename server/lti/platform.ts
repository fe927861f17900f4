/** What is known of a registered platform where its tokens are checked and its services asked. */
export type Platform = {
  id: string;
  issuer: string;
  clientId: string;
  deployments: readonly string[];
  authUrl: string;
  tokenUrl: string;
  jwksUrl: string;
  tokenAudience: string | null;
  algorithm: "RS256" | "ES256";
};

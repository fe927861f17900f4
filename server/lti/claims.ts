import { z } from "zod";
import { CLAIM, VERSION } from "./names.ts";

const text = z.string().max(2_000);
/** The standard's bound for what names somebody or something. */
const id = z.string().min(1).max(255);
const address = z.url({ protocol: /^https?$/ }).max(2_000);

const common = z.object({
  iss: text,
  sub: id,
  aud: z.union([text, z.array(text).max(20)]),
  azp: text.optional(),
  nonce: text,
  name: text.optional(),
  given_name: text.optional(),
  family_name: text.optional(),
  email: text.optional(),
  [CLAIM.version]: z.literal(VERSION),
  [CLAIM.deploymentId]: id,
  [CLAIM.roles]: z.array(text).max(100).default([]),
  [CLAIM.context]: z.object({ id, title: text.optional(), label: text.optional() }),
  [CLAIM.custom]: z.record(z.string().max(255), z.unknown()).optional(),
  [CLAIM.gradeEndpoint]: z
    .object({ scope: z.array(text).max(50).default([]), lineitem: address.optional() })
    .optional(),
  [CLAIM.memberships]: z.object({ context_memberships_url: address }).optional(),
});

const resourceLaunch = common.extend({
  [CLAIM.messageType]: z.literal("LtiResourceLinkRequest"),
  [CLAIM.targetLinkUri]: address,
  [CLAIM.resourceLink]: z.object({ id, title: text.optional() }),
});

const deepLinkingLaunch = common.extend({
  [CLAIM.messageType]: z.literal("LtiDeepLinkingRequest"),
  [CLAIM.targetLinkUri]: address.optional(),
  [CLAIM.deepLinkingSettings]: z.object({
    deep_link_return_url: address,
    accept_types: z.array(text).max(50),
    accept_multiple: z.boolean().optional(),
    data: z.string().max(10_000).optional(),
  }),
});

/** What we use of a launch's token, whose signature is right. */
export const launchClaims = z.discriminatedUnion(CLAIM.messageType, [resourceLaunch, deepLinkingLaunch]);
export type LaunchClaims = z.infer<typeof launchClaims>;

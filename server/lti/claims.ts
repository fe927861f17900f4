import { z } from "zod";
import { isStorableText } from "#models/graph/storable.ts";
import { tidyLine } from "#server/contract/line-of-text.ts";
import { CLAIM, VERSION } from "./names.ts";

const storable = z.string().refine(isStorableText, "It holds a character that cannot be kept");
const text = storable.max(2_000);
/** The standard's bound for what names somebody or something. */
const id = storable.min(1).max(255);
/** For people to read: what cannot be shown in one line is left out, and nobody kept out for it. */
const shown = z
  .string()
  .max(2_000)
  .transform((line) => tidyLine(line.replaceAll(/[\p{Cc}\p{Cs}]/gu, " ")).replaceAll(/\s+/gu, " "));
/** Sent back as it came, and kept until then. */
const echoed = z
  .string()
  .max(10_000)
  .refine((data) => !/[\0\p{Cs}]/u.test(data), "It cannot be kept");
const address = z.url({ protocol: /^https?$/ }).max(2_000);

const common = z.object({
  iss: text,
  sub: id,
  aud: z.union([text, z.array(text).max(20)]),
  azp: text.optional(),
  nonce: text,
  name: shown.optional(),
  given_name: shown.optional(),
  family_name: shown.optional(),
  email: shown.optional(),
  [CLAIM.version]: z.literal(VERSION),
  [CLAIM.deploymentId]: id,
  [CLAIM.roles]: z.array(text).max(100).default([]),
  [CLAIM.context]: z.object({ id, title: shown.optional(), label: shown.optional() }),
  [CLAIM.custom]: z.record(z.string().max(255), z.unknown()).optional(),
  [CLAIM.gradeEndpoint]: z
    .object({ scope: z.array(text).max(50).default([]), lineitem: address.optional() })
    .optional(),
  [CLAIM.memberships]: z.object({ context_memberships_url: address }).optional(),
});

const resourceLaunch = common.extend({
  [CLAIM.messageType]: z.literal("LtiResourceLinkRequest"),
  [CLAIM.targetLinkUri]: address,
  [CLAIM.resourceLink]: z.object({ id, title: shown.optional() }),
});

const deepLinkingLaunch = common.extend({
  [CLAIM.messageType]: z.literal("LtiDeepLinkingRequest"),
  [CLAIM.targetLinkUri]: address.optional(),
  [CLAIM.deepLinkingSettings]: z.object({
    deep_link_return_url: address,
    accept_types: z.array(text).max(50),
    accept_multiple: z.boolean().optional(),
    data: echoed.optional(),
  }),
});

/** What we use of a launch's token, whose signature is right. */
export const launchClaims = z.discriminatedUnion(CLAIM.messageType, [resourceLaunch, deepLinkingLaunch]);
export type LaunchClaims = z.infer<typeof launchClaims>;

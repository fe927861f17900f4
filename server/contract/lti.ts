import { z } from "zod";
import { cohortRole } from "#models/cohorts/role.ts";
import { oneLine } from "./one-line.ts";

/** Why a launch was not let in. */
const LAUNCH_REFUSALS = [
  "PLATFORM",
  "STATE",
  "NONCE",
  "REPLAYED",
  "ISSUER",
  "AUDIENCE",
  "DEPLOYMENT",
  "ALGORITHM",
  "SIGNATURE",
  "KEYS",
  "EXPIRED",
  "CLAIMS",
  "TARGET",
  "ROLE",
  "COURSE",
  "ARCHIVED",
  "REMOVED",
  "CLOSED",
  "FULL",
  "BUSY",
] as const;
export type LaunchRefusal = (typeof LAUNCH_REFUSALS)[number];

const address = z
  .string()
  .trim()
  .max(2_000, "An address has at most 2,000 characters")
  .pipe(z.url({ protocol: /^https?$/, error: "Enter an address that begins with https://" }));

const named = z.string().trim().min(1, "Fill this in").max(255, "At most 255 characters");

const platformFields = z.object({
  name: oneLine.min(1, "Enter a name").max(80, "A name has at most 80 characters"),
  issuer: named,
  clientId: named,
  deployments: z
    .array(named)
    .min(1, "Enter at least one deployment ID")
    .max(20, "At most 20 deployments")
    .transform((all) => [...new Set(all)]),
  authUrl: address,
  tokenUrl: address,
  jwksUrl: address,
  tokenAudience: named.nullable(),
  algorithm: z.enum(["RS256", "ES256"]),
  highestRole: cohortRole,
  isEnabled: z.boolean(),
});
export type PlatformFields = z.infer<typeof platformFields>;

export const registerPlatformInput = platformFields.extend({ cohortId: z.uuid() });
export type RegisterPlatformInput = z.infer<typeof registerPlatformInput>;
export const changePlatformInput = platformFields.extend({ platformId: z.uuid() });
export type ChangePlatformInput = z.infer<typeof changePlatformInput>;
export const platformInput = z.object({ platformId: z.uuid() });
export const allowCourseInput = z.object({ courseId: z.uuid(), isAllowed: z.boolean() });
export type AllowCourseInput = z.infer<typeof allowCourseInput>;
export const courseInput = z.object({ courseId: z.uuid() });

const course = z.object({
  id: z.uuid(),
  title: z.string(),
  isAllowed: z.boolean(),
  hasRoster: z.boolean(),
  links: z.int(),
  /** Of these links, those that take grades. */
  gradedLinks: z.int(),
});
export type PlatformCourse = z.infer<typeof course>;

const failedScore = z.object({ id: z.uuid(), person: z.string(), exercise: z.string(), failure: z.string() });

const registeredPlatform = platformFields.extend({
  id: z.uuid(),
  /** What the platform is told of us. */
  loginUrl: z.string(),
  people: z.int(),
  /** Of these people, those whose accounts the first launch has made. */
  ownAccounts: z.int(),
  courses: z.array(course),
  scores: z.object({ waiting: z.int(), sent: z.int(), failed: z.int(), failures: z.array(failedScore) }),
});
export type RegisteredPlatform = z.infer<typeof registeredPlatform>;

export type LtiSettings = {
  redirectUrl: string;
  keysUrl: string;
  platforms: RegisteredPlatform[];
};

export type PlatformRoster = {
  people: {
    /** How the platform calls them. */
    id: string;
    name: string;
    email: string | null;
    /** `new`: would be invited. `silent`: no address, so they come by the platform alone. `left`: not active there. */
    standing: "new" | "invited" | "member" | "silent" | "left";
  }[];
};

/** What the page between a platform and the site needs. */
export type LaunchView =
  | { kind: "ready" }
  | {
      kind: "welcome";
      platform: string;
      cohort: string;
      name: string;
      signedInAs: string | null;
      /** Signed in with an account that a platform has made, which stays that platform's. */
      isForeign: boolean;
    }
  | { kind: "sign-in"; platform: string; cohort: string }
  /** Somebody else is signed in in this browser. */
  | { kind: "switch"; platform: string; cohort: string; name: string; signedInAs: string }
  | {
      kind: "choose";
      platform: string;
      cohort: string;
      acceptsMultiple: boolean;
      exercises: { id: string; title: string; points: number; isPublished: boolean }[];
    };

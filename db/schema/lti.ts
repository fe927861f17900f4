import {
  boolean,
  doublePrecision,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { launchTicket } from "#models/lti/ticket.ts";
import { signingKey } from "#models/lti/signing-key.ts";
import { storedJson } from "../stored-json.ts";
import { user } from "./auth.ts";
import { cohort, cohortRole } from "./cohort.ts";
import { exercise } from "./exercise.ts";

/** A learning platform as an instructor has registered it for a cohort: whom to believe, and how far. */
export const ltiPlatform = pgTable(
  "lti_platform",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    cohortId: uuid("cohort_id")
      .notNull()
      .references(() => cohort.id, { onDelete: "cascade" }),
    createdBy: text("created_by").references(() => user.id, { onDelete: "set null" }),
    name: text("name").notNull(),
    issuer: text("issuer").notNull(),
    clientId: text("client_id").notNull(),
    deployments: text("deployments").array().notNull(),
    authUrl: text("auth_url").notNull(),
    tokenUrl: text("token_url").notNull(),
    jwksUrl: text("jwks_url").notNull(),
    /** Whom the proof of who we are is for, where that is not the token URL. */
    tokenAudience: text("token_audience"),
    algorithm: text("algorithm", { enum: ["RS256", "ES256"] }).notNull(),
    /** The most that somebody who comes by it becomes here. */
    highestRole: cohortRole("highest_role").notNull().default("learner"),
    isEnabled: boolean("is_enabled").notNull().default(true),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("lti_platform_client").on(table.cohortId, table.issuer, table.clientId),
    index("lti_platform_creator").on(table.createdBy),
  ],
);

/** A course of a platform from which somebody has come. It leads into the cohort once an instructor allows it. */
export const ltiContext = pgTable(
  "lti_context",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    platformId: uuid("platform_id")
      .notNull()
      .references(() => ltiPlatform.id, { onDelete: "cascade" }),
    deploymentId: text("deployment_id").notNull(),
    contextId: text("context_id").notNull(),
    title: text("title").notNull(),
    isAllowed: boolean("is_allowed").notNull().default(false),
    /** Of its roster; null where the platform offers none. */
    membershipsUrl: text("memberships_url"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [uniqueIndex("lti_context_course").on(table.platformId, table.deploymentId, table.contextId)],
);

/** A link in a course that opens an exercise, and the column of the platform's gradebook that belongs to it. */
export const ltiLink = pgTable(
  "lti_link",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    contextId: uuid("context_id")
      .notNull()
      .references(() => ltiContext.id, { onDelete: "cascade" }),
    resourceLinkId: text("resource_link_id").notNull(),
    exerciseId: uuid("exercise_id")
      .notNull()
      .references(() => exercise.id, { onDelete: "cascade" }),
    /** null where the platform takes no grades for it. */
    lineItemUrl: text("line_item_url"),
  },
  (table) => [
    uniqueIndex("lti_link_resource").on(table.contextId, table.resourceLinkId),
    index("lti_link_exercise").on(table.exerciseId),
  ],
);

/** Who somebody of a platform is here. */
export const ltiPerson = pgTable(
  "lti_person",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    platformId: uuid("platform_id")
      .notNull()
      .references(() => ltiPlatform.id, { onDelete: "cascade" }),
    /** How the platform calls them. */
    sub: text("sub").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    /** The account was made by the first launch; otherwise its owner has connected it. */
    isMadeHere: boolean("is_made_here").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("lti_person_sub").on(table.platformId, table.sub),
    uniqueIndex("lti_person_account").on(table.platformId, table.userId),
    index("lti_person_user").on(table.userId),
  ],
);

/** What was used once and must not be again. */
export const ltiNonce = pgTable(
  "lti_nonce",
  {
    hash: text("hash").primaryKey(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
  },
  (table) => [index("lti_nonce_expiry").on(table.expiresAt)],
);

/** A launch that was checked, on its way into the site; the browser that brought it has the secret. */
export const ltiTicket = pgTable(
  "lti_ticket",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    secretHash: text("secret_hash").notNull(),
    contextId: uuid("context_id")
      .notNull()
      .references(() => ltiContext.id, { onDelete: "cascade" }),
    body: storedJson("body", { what: "this launch", schema: launchTicket }).notNull(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    index("lti_ticket_expiry").on(table.expiresAt),
    index("lti_ticket_context").on(table.contextId),
  ],
);

export const ltiScoreState = pgEnum("lti_score_state", ["waiting", "sent", "failed", "superseded"]);

/** A grade on its way to a platform, written where the grade is. Each change of it is a row of its own. */
export const ltiScore = pgTable(
  "lti_score",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    linkId: uuid("link_id")
      .notNull()
      .references(() => ltiLink.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    /** Counted from 1 for each person and link. */
    number: integer("number").notNull(),
    points: doublePrecision("points").notNull(),
    most: doublePrecision("most").notNull(),
    /** By which the platform tells the same score from a newer one. Whole milliseconds, and it rises. */
    gradedAt: timestamp("graded_at", { withTimezone: true }).notNull(),
    state: ltiScoreState("state").notNull().default("waiting"),
    tries: integer("tries").notNull().default(0),
    nextTryAt: timestamp("next_try_at", { withTimezone: true }).notNull().defaultNow(),
    failure: text("failure"),
    jobId: uuid("job_id"),
    sentAt: timestamp("sent_at", { withTimezone: true }),
  },
  (table) => [
    uniqueIndex("lti_score_number").on(table.linkId, table.userId, table.number),
    index("lti_score_user").on(table.userId),
    index("lti_score_state").on(table.state, table.nextTryAt),
  ],
);

/** What this site signs with towards every platform: one row, made once. */
export const ltiKey = pgTable("lti_key", {
  purpose: text("purpose").primaryKey(),
  key: storedJson("key", { what: "the key for learning platforms", schema: signingKey }).notNull(),
});

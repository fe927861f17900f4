CREATE TYPE "public"."lti_score_state" AS ENUM('waiting', 'sent', 'failed', 'superseded');--> statement-breakpoint
CREATE TABLE "lti_context" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"platform_id" uuid NOT NULL,
	"deployment_id" text NOT NULL,
	"context_id" text NOT NULL,
	"title" text NOT NULL,
	"is_allowed" boolean DEFAULT false NOT NULL,
	"memberships_url" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lti_key" (
	"purpose" text PRIMARY KEY NOT NULL,
	"key" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lti_link" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"context_id" uuid NOT NULL,
	"resource_link_id" text NOT NULL,
	"exercise_id" uuid NOT NULL,
	"line_item_url" text
);
--> statement-breakpoint
CREATE TABLE "lti_nonce" (
	"hash" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lti_person" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"platform_id" uuid NOT NULL,
	"sub" text NOT NULL,
	"user_id" text NOT NULL,
	"is_made_here" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lti_platform" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cohort_id" uuid NOT NULL,
	"created_by" text,
	"name" text NOT NULL,
	"issuer" text NOT NULL,
	"client_id" text NOT NULL,
	"deployments" text[] NOT NULL,
	"auth_url" text NOT NULL,
	"token_url" text NOT NULL,
	"jwks_url" text NOT NULL,
	"token_audience" text,
	"algorithm" text NOT NULL,
	"highest_role" "cohort_role" DEFAULT 'learner' NOT NULL,
	"is_enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lti_score" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"link_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"number" integer NOT NULL,
	"points" double precision NOT NULL,
	"most" double precision NOT NULL,
	"graded_at" timestamp with time zone NOT NULL,
	"state" "lti_score_state" DEFAULT 'waiting' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone DEFAULT now() NOT NULL,
	"failure" text,
	"job_id" uuid,
	"sent_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "lti_ticket" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"secret_hash" text NOT NULL,
	"context_id" uuid NOT NULL,
	"body" jsonb NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "lti_context" ADD CONSTRAINT "lti_context_platform_id_lti_platform_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."lti_platform"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lti_link" ADD CONSTRAINT "lti_link_context_id_lti_context_id_fk" FOREIGN KEY ("context_id") REFERENCES "public"."lti_context"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lti_link" ADD CONSTRAINT "lti_link_exercise_id_exercise_id_fk" FOREIGN KEY ("exercise_id") REFERENCES "public"."exercise"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lti_person" ADD CONSTRAINT "lti_person_platform_id_lti_platform_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."lti_platform"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lti_person" ADD CONSTRAINT "lti_person_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lti_platform" ADD CONSTRAINT "lti_platform_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lti_platform" ADD CONSTRAINT "lti_platform_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lti_score" ADD CONSTRAINT "lti_score_link_id_lti_link_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."lti_link"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lti_score" ADD CONSTRAINT "lti_score_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lti_ticket" ADD CONSTRAINT "lti_ticket_context_id_lti_context_id_fk" FOREIGN KEY ("context_id") REFERENCES "public"."lti_context"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "lti_context_course" ON "lti_context" USING btree ("platform_id","deployment_id","context_id");--> statement-breakpoint
CREATE UNIQUE INDEX "lti_link_resource" ON "lti_link" USING btree ("context_id","resource_link_id");--> statement-breakpoint
CREATE INDEX "lti_link_exercise" ON "lti_link" USING btree ("exercise_id");--> statement-breakpoint
CREATE INDEX "lti_nonce_expiry" ON "lti_nonce" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "lti_person_sub" ON "lti_person" USING btree ("platform_id","sub");--> statement-breakpoint
CREATE UNIQUE INDEX "lti_person_account" ON "lti_person" USING btree ("platform_id","user_id");--> statement-breakpoint
CREATE INDEX "lti_person_user" ON "lti_person" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "lti_platform_client" ON "lti_platform" USING btree ("cohort_id","issuer","client_id");--> statement-breakpoint
CREATE INDEX "lti_platform_creator" ON "lti_platform" USING btree ("created_by");--> statement-breakpoint
CREATE UNIQUE INDEX "lti_score_number" ON "lti_score" USING btree ("link_id","user_id","number");--> statement-breakpoint
CREATE INDEX "lti_score_user" ON "lti_score" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "lti_score_state" ON "lti_score" USING btree ("state","next_try_at");--> statement-breakpoint
CREATE INDEX "lti_ticket_expiry" ON "lti_ticket" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "lti_ticket_context" ON "lti_ticket" USING btree ("context_id");
CREATE TYPE "public"."peer_method" AS ENUM('median', 'mean');--> statement-breakpoint
ALTER TYPE "public"."notice_kind" ADD VALUE 'review';--> statement-breakpoint
CREATE TABLE "peer_review" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"exercise_id" uuid NOT NULL,
	"submission_id" uuid NOT NULL,
	"reviewer_id" text,
	"points" double precision DEFAULT 0 NOT NULL,
	"levels" jsonb,
	"rubric" jsonb,
	"answer_points" jsonb,
	"comment" text DEFAULT '' NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "peer_round" (
	"exercise_id" uuid PRIMARY KEY NOT NULL,
	"cohort_id" uuid NOT NULL,
	"each" integer NOT NULL,
	"method" "peer_method" NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"seed" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "peer_review" ADD CONSTRAINT "peer_review_exercise_id_peer_round_exercise_id_fk" FOREIGN KEY ("exercise_id") REFERENCES "public"."peer_round"("exercise_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "peer_review" ADD CONSTRAINT "peer_review_submission_id_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submission"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "peer_review" ADD CONSTRAINT "peer_review_reviewer_id_user_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "peer_round" ADD CONSTRAINT "peer_round_exercise_id_exercise_id_fk" FOREIGN KEY ("exercise_id") REFERENCES "public"."exercise"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "peer_round" ADD CONSTRAINT "peer_round_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "peer_review_once" ON "peer_review" USING btree ("submission_id","reviewer_id");--> statement-breakpoint
CREATE INDEX "peer_review_reviewer" ON "peer_review" USING btree ("reviewer_id","exercise_id");--> statement-breakpoint
CREATE INDEX "peer_review_exercise" ON "peer_review" USING btree ("exercise_id");--> statement-breakpoint
CREATE INDEX "peer_round_cohort" ON "peer_round" USING btree ("cohort_id");
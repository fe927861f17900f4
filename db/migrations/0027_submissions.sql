CREATE TYPE "public"."submission_state" AS ENUM('waiting', 'queued', 'scored', 'failed', 'void');--> statement-breakpoint
CREATE TABLE "run_prediction" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"weights_sha256" text NOT NULL,
	"answers" "bytea" NOT NULL,
	"evaluation" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "submission" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cohort_id" uuid NOT NULL,
	"exercise_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"run_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" "submission_state" NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"late_percent" integer,
	"job_id" uuid,
	"failure" text,
	"weights_sha256" text,
	"evaluation" jsonb,
	"results" jsonb,
	"check_points" double precision,
	"scored_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "run_prediction" ADD CONSTRAINT "run_prediction_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission" ADD CONSTRAINT "submission_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission" ADD CONSTRAINT "submission_exercise_id_exercise_id_fk" FOREIGN KEY ("exercise_id") REFERENCES "public"."exercise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission" ADD CONSTRAINT "submission_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission" ADD CONSTRAINT "submission_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "submission_number" ON "submission" USING btree ("exercise_id","user_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "submission_run" ON "submission" USING btree ("exercise_id","run_id") WHERE "submission"."state" <> 'void';--> statement-breakpoint
CREATE INDEX "submission_of_run" ON "submission" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "submission_cohort" ON "submission" USING btree ("cohort_id");--> statement-breakpoint
CREATE INDEX "submission_user" ON "submission" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "submission_unsettled" ON "submission" USING btree ("state") WHERE "submission"."state" in ('waiting', 'queued');
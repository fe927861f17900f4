CREATE TABLE "point_change" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"submission_id" uuid NOT NULL,
	"before" double precision NOT NULL,
	"after" double precision NOT NULL,
	"reason" text NOT NULL,
	"changed_by" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "submission_run";--> statement-breakpoint
ALTER TABLE "submission" ALTER COLUMN "run_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "exercise" ADD COLUMN "answer_keys" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "grade" ADD COLUMN "rubric" jsonb;--> statement-breakpoint
ALTER TABLE "grade" ADD COLUMN "answer_points" jsonb;--> statement-breakpoint
ALTER TABLE "submission" ADD COLUMN "answers" jsonb;--> statement-breakpoint
ALTER TABLE "submission" ADD COLUMN "answers_sha256" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "submission" ADD COLUMN "answer_results" jsonb;--> statement-breakpoint
ALTER TABLE "submission" ADD COLUMN "answer_points" double precision;--> statement-breakpoint
ALTER TABLE "point_change" ADD CONSTRAINT "point_change_submission_id_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submission"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_change" ADD CONSTRAINT "point_change_changed_by_user_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "point_change_of" ON "point_change" USING btree ("submission_id","created_at");--> statement-breakpoint
CREATE INDEX "point_change_person" ON "point_change" USING btree ("changed_by");--> statement-breakpoint
CREATE UNIQUE INDEX "submission_run" ON "submission" USING btree ("exercise_id","run_id","answers_sha256") WHERE "submission"."state" <> 'void';--> statement-breakpoint
UPDATE "grade" SET "rubric" = "exercise"."content" -> 'rubric'
FROM "submission" JOIN "exercise" ON "exercise"."id" = "submission"."exercise_id"
WHERE "submission"."id" = "grade"."submission_id" AND jsonb_array_length(coalesce("exercise"."content" -> 'rubric', '[]'::jsonb)) > 0;

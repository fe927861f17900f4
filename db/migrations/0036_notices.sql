CREATE TYPE "public"."notice_kind" AS ENUM('grade', 'extension', 'answer', 'question', 'exercise', 'deadline');--> statement-breakpoint
CREATE TABLE "notice" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" text NOT NULL,
	"cohort_id" uuid NOT NULL,
	"kind" "notice_kind" NOT NULL,
	"exercise_id" uuid NOT NULL,
	"submission_id" uuid,
	"subject_id" uuid NOT NULL,
	"happened_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_exercise_id_exercise_id_fk" FOREIGN KEY ("exercise_id") REFERENCES "public"."exercise"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_submission_id_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submission"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notice_once" ON "notice" USING btree ("user_id","kind","subject_id");--> statement-breakpoint
CREATE INDEX "notice_newest" ON "notice" USING btree ("user_id","happened_at");--> statement-breakpoint
CREATE INDEX "notice_old" ON "notice" USING btree ("happened_at");--> statement-breakpoint
CREATE INDEX "notice_cohort" ON "notice" USING btree ("cohort_id");--> statement-breakpoint
CREATE INDEX "notice_exercise" ON "notice" USING btree ("exercise_id");--> statement-breakpoint
CREATE INDEX "notice_submission" ON "notice" USING btree ("submission_id");
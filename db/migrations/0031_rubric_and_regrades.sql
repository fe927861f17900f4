CREATE TYPE "public"."regrade_outcome" AS ENUM('changed', 'kept');--> statement-breakpoint
CREATE TABLE "regrade_message" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"submission_id" uuid NOT NULL,
	"written_by" text,
	"text" text NOT NULL,
	"outcome" "regrade_outcome",
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "grade" ADD COLUMN "levels" jsonb;--> statement-breakpoint
ALTER TABLE "grade" ADD COLUMN "pins" jsonb;--> statement-breakpoint
ALTER TABLE "regrade_message" ADD CONSTRAINT "regrade_message_submission_id_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submission"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regrade_message" ADD CONSTRAINT "regrade_message_written_by_user_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "regrade_thread" ON "regrade_message" USING btree ("submission_id","created_at");--> statement-breakpoint
CREATE INDEX "regrade_author" ON "regrade_message" USING btree ("written_by");
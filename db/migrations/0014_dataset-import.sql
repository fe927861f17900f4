CREATE TYPE "public"."dataset_import_state" AS ENUM('uploading', 'uploaded', 'importing', 'ready', 'done', 'failed', 'discarded');--> statement-breakpoint
CREATE TABLE "dataset_import" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cohort_id" uuid,
	"owner_id" text,
	"name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"received_bytes" bigint DEFAULT 0 NOT NULL,
	"state" "dataset_import_state" DEFAULT 'uploading' NOT NULL,
	"job_id" uuid,
	"options" jsonb,
	"progress" jsonb,
	"report" jsonb,
	"failure" text,
	"version_id" uuid,
	"dataset_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"touched_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "dataset_import" ADD CONSTRAINT "dataset_import_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dataset_import" ADD CONSTRAINT "dataset_import_owner_id_user_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dataset_import" ADD CONSTRAINT "dataset_import_dataset_id_dataset_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."dataset"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dataset_import_owner" ON "dataset_import" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "dataset_import_cohort" ON "dataset_import" USING btree ("cohort_id");--> statement-breakpoint
CREATE INDEX "dataset_import_touched" ON "dataset_import" USING btree ("touched_at");
CREATE TYPE "public"."model_arrival_state" AS ENUM('queued', 'working', 'finished', 'failed', 'cancelled');--> statement-breakpoint
CREATE UNLOGGED TABLE "vision_frame" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cohort_id" uuid NOT NULL,
	"owner_id" text NOT NULL,
	"model" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"state" "prediction_state" DEFAULT 'queued' NOT NULL,
	"started_at" timestamp with time zone,
	"answer" jsonb,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_arrival" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cohort_id" uuid,
	"requested_by" text,
	"zoo_name" text,
	"title" text NOT NULL,
	"upload_key" text,
	"state" "model_arrival_state" DEFAULT 'queued' NOT NULL,
	"done_bytes" bigint DEFAULT 0 NOT NULL,
	"bytes" bigint NOT NULL,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "vision_frame" ADD CONSTRAINT "vision_frame_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vision_frame" ADD CONSTRAINT "vision_frame_owner_id_user_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_arrival" ADD CONSTRAINT "model_arrival_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_arrival" ADD CONSTRAINT "model_arrival_requested_by_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "vision_frame_owner" ON "vision_frame" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "vision_frame_created" ON "vision_frame" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "model_arrival_cohort" ON "model_arrival" USING btree ("cohort_id","created_at");--> statement-breakpoint
CREATE INDEX "model_arrival_open" ON "model_arrival" USING btree ("created_at") WHERE "model_arrival"."state" in ('queued', 'working');
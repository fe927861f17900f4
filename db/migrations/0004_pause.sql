ALTER TYPE "public"."run_state" ADD VALUE 'paused' BEFORE 'finished';--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "pause_requested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "pause_point" jsonb;
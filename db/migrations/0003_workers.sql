ALTER TABLE "worker" ADD COLUMN "provider" text;--> statement-breakpoint
ALTER TABLE "worker" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "worker" ADD COLUMN "memory_bytes" bigint;--> statement-breakpoint
ALTER TABLE "worker" ADD COLUMN "images_per_second" double precision;--> statement-breakpoint
ALTER TABLE "worker" ADD COLUMN "versions" jsonb;--> statement-breakpoint
ALTER TABLE "worker" ADD COLUMN "refused" jsonb DEFAULT '[]'::jsonb NOT NULL;
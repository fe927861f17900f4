ALTER TABLE "run" ADD COLUMN "estimated_memory_bytes" bigint;--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "peak_memory_bytes" bigint;--> statement-breakpoint
ALTER TABLE "worker" ADD COLUMN "training_memory_bytes" bigint;
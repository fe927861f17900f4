CREATE TABLE "competition" (
	"exercise_id" uuid PRIMARY KEY NOT NULL,
	"cohort_id" uuid NOT NULL,
	"settings" jsonb NOT NULL,
	"seed" text NOT NULL,
	"sealed_at" timestamp with time zone,
	"dataset_version_id" uuid,
	"reveal_started_at" timestamp with time zone,
	"uncovered" integer DEFAULT 0 NOT NULL,
	"revealed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "competition_entry" (
	"submission_id" uuid PRIMARY KEY NOT NULL,
	"exercise_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"weights_sha256" text NOT NULL,
	"public_correct" integer NOT NULL,
	"public_count" integer NOT NULL,
	"public_macro_f1" double precision NOT NULL,
	"private_correct" integer NOT NULL,
	"private_count" integer NOT NULL,
	"private_macro_f1" double precision NOT NULL,
	"training_seconds" double precision,
	"is_final" boolean DEFAULT false NOT NULL,
	"placed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "weights" ADD COLUMN "origins" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
-- Where those that are there came from is not known any more; that they are not fresh is.
UPDATE "weights" SET "origins" = '{imported}';--> statement-breakpoint
ALTER TABLE "weights" ADD COLUMN "dataset_version_id" uuid;--> statement-breakpoint
ALTER TABLE "exercise" ADD COLUMN "is_competition" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "competition" ADD CONSTRAINT "competition_exercise_id_exercise_id_fk" FOREIGN KEY ("exercise_id") REFERENCES "public"."exercise"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "competition" ADD CONSTRAINT "competition_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "competition" ADD CONSTRAINT "competition_dataset_version_id_dataset_version_id_fk" FOREIGN KEY ("dataset_version_id") REFERENCES "public"."dataset_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "competition_entry" ADD CONSTRAINT "competition_entry_submission_id_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submission"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "competition_entry" ADD CONSTRAINT "competition_entry_exercise_id_competition_exercise_id_fk" FOREIGN KEY ("exercise_id") REFERENCES "public"."competition"("exercise_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "competition_entry" ADD CONSTRAINT "competition_entry_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "competition_sealed" ON "competition" USING btree ("dataset_version_id","cohort_id") WHERE "competition"."sealed_at" is not null and "competition"."revealed_at" is null;--> statement-breakpoint
CREATE INDEX "competition_cohort" ON "competition" USING btree ("cohort_id");--> statement-breakpoint
CREATE INDEX "competition_entry_board" ON "competition_entry" USING btree ("exercise_id","user_id");--> statement-breakpoint
CREATE INDEX "competition_entry_user" ON "competition_entry" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "competition_entry_weights" ON "competition_entry" USING btree ("exercise_id","weights_sha256");
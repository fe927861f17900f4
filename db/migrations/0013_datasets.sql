CREATE TYPE "public"."dataset_version_state" AS ENUM('preparing', 'ready', 'failed', 'absent');--> statement-breakpoint
CREATE TYPE "public"."dataset_visibility" AS ENUM('everyone', 'cohort', 'owner');--> statement-breakpoint
CREATE TABLE "cohort_dataset" (
	"cohort_id" uuid NOT NULL,
	"dataset_id" text NOT NULL,
	"is_used" boolean NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"decided_by" text,
	CONSTRAINT "cohort_dataset_cohort_id_dataset_id_pk" PRIMARY KEY("cohort_id","dataset_id")
);
--> statement-breakpoint
CREATE TABLE "dataset" (
	"id" text PRIMARY KEY NOT NULL,
	"cohort_id" uuid,
	"owner_id" text,
	"title" text NOT NULL,
	"licence" text NOT NULL,
	"source" text NOT NULL,
	"is_synthetic" boolean DEFAULT false NOT NULL,
	"visibility" "dataset_visibility" NOT NULL,
	"preferred_at" timestamp with time zone,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dataset_version" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dataset_id" text NOT NULL,
	"number" integer NOT NULL,
	"state" "dataset_version_state" NOT NULL,
	"descriptor" jsonb,
	"contents" text,
	"size_bytes" bigint,
	"made_by" text,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "run_best";--> statement-breakpoint
ALTER TABLE "cohort" ADD COLUMN "learners_may_add_datasets" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "design" ADD COLUMN "dataset_id" text;--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "dataset_version_id" uuid;--> statement-breakpoint
-- What runs name is there, whether it is packed here or not: the next start says what it is and brings its files.
INSERT INTO "dataset" ("id", "title", "licence", "source", "is_synthetic", "visibility")
SELECT DISTINCT ON ("run"."dataset_id") "run"."dataset_id",
	CASE
		WHEN "run"."dataset_id" = 'eurosat-rgb' THEN 'EuroSAT RGB'
		WHEN "run"."dataset_id" LIKE 'eurosat-rgb-subset-%' THEN 'EuroSAT RGB, a subset'
		WHEN "run"."dataset_id" = 'synthetic-tiles' THEN 'Synthetic tiles'
		ELSE "run"."dataset_id"
	END,
	CASE WHEN "run"."dataset_id" LIKE 'eurosat-rgb%' OR "run"."dataset_id" = 'synthetic-tiles' THEN 'MIT' ELSE 'unknown' END,
	CASE WHEN "run"."dataset_id" LIKE 'eurosat-rgb%' THEN 'https://zenodo.org/records/7711810' ELSE 'unknown' END,
	"run"."dataset_id" = 'synthetic-tiles',
	'everyone'
FROM "run";--> statement-breakpoint
INSERT INTO "dataset_version" ("dataset_id", "number", "state")
SELECT "id", 1, 'absent' FROM "dataset";--> statement-breakpoint
UPDATE "run" SET "dataset_version_id" = "dataset_version"."id"
FROM "dataset_version" WHERE "dataset_version"."dataset_id" = "run"."dataset_id";--> statement-breakpoint
ALTER TABLE "run" ALTER COLUMN "dataset_version_id" SET NOT NULL;--> statement-breakpoint
UPDATE "design" SET "dataset_id" = "last"."dataset_id"
FROM (
	SELECT DISTINCT ON ("design_id") "design_id", "dataset_id" FROM "run"
	WHERE "design_id" IS NOT NULL ORDER BY "design_id", "created_at" DESC, "id" DESC
) AS "last"
WHERE "last"."design_id" = "design"."id";--> statement-breakpoint
ALTER TABLE "cohort_dataset" ADD CONSTRAINT "cohort_dataset_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_dataset" ADD CONSTRAINT "cohort_dataset_dataset_id_dataset_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."dataset"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_dataset" ADD CONSTRAINT "cohort_dataset_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dataset" ADD CONSTRAINT "dataset_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dataset" ADD CONSTRAINT "dataset_owner_id_user_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dataset_version" ADD CONSTRAINT "dataset_version_dataset_id_dataset_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."dataset"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dataset_version" ADD CONSTRAINT "dataset_version_made_by_user_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cohort_dataset_dataset" ON "cohort_dataset" USING btree ("dataset_id");--> statement-breakpoint
CREATE UNIQUE INDEX "cohort_dataset_default" ON "cohort_dataset" USING btree ("cohort_id") WHERE "cohort_dataset"."is_default";--> statement-breakpoint
CREATE INDEX "dataset_cohort" ON "dataset" USING btree ("cohort_id");--> statement-breakpoint
CREATE INDEX "dataset_owner" ON "dataset" USING btree ("owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "dataset_version_number" ON "dataset_version" USING btree ("dataset_id","number");--> statement-breakpoint
ALTER TABLE "design" ADD CONSTRAINT "design_dataset_id_dataset_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."dataset"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run" ADD CONSTRAINT "run_dataset_id_dataset_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."dataset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run" ADD CONSTRAINT "run_dataset_version_id_dataset_version_id_fk" FOREIGN KEY ("dataset_version_id") REFERENCES "public"."dataset_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "design_dataset" ON "design" USING btree ("dataset_id");--> statement-breakpoint
CREATE INDEX "run_dataset_version" ON "run" USING btree ("dataset_version_id");--> statement-breakpoint
CREATE INDEX "run_best" ON "run" USING btree ("cohort_id","dataset_version_id","started_by","test_accuracy" DESC NULLS FIRST,"macro_f1" DESC NULLS FIRST,"params","finished_at","id") WHERE "run"."state" = 'finished' and "run"."test_accuracy" between 0 and 1 and "run"."macro_f1" between 0 and 1;
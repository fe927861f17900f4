CREATE TABLE "made_once" (
	"user_id" text NOT NULL,
	"procedure" text NOT NULL,
	"key" uuid NOT NULL,
	"content_hash" text NOT NULL,
	"made_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "made_once_user_id_procedure_key_pk" PRIMARY KEY("user_id","procedure","key")
);
--> statement-breakpoint
ALTER TABLE "made_once" ADD CONSTRAINT "made_once_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "made_once_created" ON "made_once" USING btree ("created_at");
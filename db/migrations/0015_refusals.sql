CREATE TABLE "job_refusal" (
	"job_id" uuid NOT NULL,
	"queue" text NOT NULL,
	"worker_id" text NOT NULL,
	"code" text NOT NULL,
	"reason" text NOT NULL,
	"room" bigint,
	"refused_at" timestamp with time zone DEFAULT now() NOT NULL,
	"counts_from" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "job_refusal_job_id_worker_id_pk" PRIMARY KEY("job_id","worker_id")
);

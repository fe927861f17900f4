"use client";

import { useQuery } from "@tanstack/react-query";
import { Camera } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { Segmented } from "#app/_features/run/segmented.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { Select } from "#app/_ui/select.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { foundAt } from "../detect/found.ts";
import { NoModel } from "../detect/no-model.tsx";
import { Threshold } from "../detect/threshold.tsx";
import { closeCamera, explainCamera, openCamera } from "../picture/camera.ts";
import { LiveBoxes } from "./live-boxes.tsx";
import { LiveFacts } from "./live-facts.tsx";
import type { Place } from "./open-detector.ts";
import { useLive } from "./use-live.ts";

const PLACES = [
  { value: "server", label: "Shared server" },
  { value: "local", label: "This machine" },
] as const;
const NONE: ReadonlySet<number> = new Set();

/** What the camera sees, looked at as it is seen. @param isShown false: the camera is let go of. */
export function LiveLab({ isShown }: { isShown: boolean }) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const cohortId = cohort.id;
  const models = useQuery(trpc.vision.models.queryOptions({ cohortId }));
  const detectors = models.data?.here.filter(({ task }) => task === "detection");
  const video = useRef<HTMLVideoElement>(null);
  const [name, setName] = useState<string | null>(null);
  const [place, setPlace] = useState<Place>("server");
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [size, setSize] = useState({ width: 16, height: 9 });
  const [conf, setConf] = useState(0.4);
  const model = detectors?.find((each) => each.name === name) ?? detectors?.[0];
  const isOn = stream !== null && isShown;
  const { sight, where, failure } = useLive({ isOn, place, cohortId, model, video });
  const found =
    sight === null || model === undefined
      ? []
      : foundAt(sight, model.classes, { conf, iou: 0.45, hidden: NONE });

  useEffect(() => {
    if (video.current !== null) video.current.srcObject = stream;
    return () => closeCamera(stream);
  }, [stream, video]);

  if (!isShown && stream !== null) setStream(null);

  async function start(): Promise<void> {
    setProblem(null);
    try {
      setStream(await openCamera());
    } catch (error) {
      setProblem(explainCamera(error));
    }
  }

  if (models.error !== null) return <ErrorState error={models.error} onRetry={() => void models.refetch()} />;
  if (models.data === undefined) return <Skeleton className="h-96" />;
  if (model === undefined || detectors === undefined) return <NoModel known={models.data.known} />;
  const said = problem ?? failure;

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
      <div className="min-w-0 space-y-4">
        {stream === null ? (
          <Card>
            <EmptyState
              icon={<Camera />}
              title="What does the camera see?"
              action={<Button onClick={() => void start()}>Start the camera</Button>}
            >
              {model.title} looks at one frame after the other and says what is where. Nothing is kept.
            </EmptyState>
          </Card>
        ) : (
          <div
            className="relative mx-auto overflow-hidden rounded-lg bg-muted"
            style={{
              aspectRatio: `${size.width} / ${size.height}`,
              maxWidth: `min(100%, calc(70dvh * ${size.width / size.height}))`,
            }}
          >
            <video
              ref={video}
              autoPlay
              muted
              playsInline
              aria-label="What the camera sees"
              onLoadedMetadata={({ currentTarget: { videoWidth, videoHeight } }) =>
                setSize({ width: videoWidth, height: videoHeight })
              }
              className="absolute inset-0 size-full"
            />
            {sight !== null && <LiveBoxes found={found} size={sight.size} />}
          </div>
        )}
        {said !== null && (
          <p role="alert" className="text-sm text-destructive-text">
            {said}
          </p>
        )}
        {stream !== null && <LiveFacts sight={sight} where={where} found={found} />}
      </div>
      <Card>
        <CardContent className="space-y-4">
          <Segmented label="Where the network runs" value={place} options={PLACES} onChange={setPlace} />
          <p className="text-xs text-muted-foreground">
            {place === "server"
              ? "Each frame is sent to the server, looked at and forgotten. Nobody else sees it."
              : "Pictures never leave this machine. The network is fetched once, and your browser does the work."}
          </p>
          <Select
            aria-label="Model"
            value={model.name}
            options={detectors.map((each) => ({ value: each.name, label: each.title }))}
            onValueChange={setName}
          />
          <Threshold
            label="Confidence"
            hint="What is less sure is left out."
            value={conf}
            onChange={setConf}
          />
          {stream !== null && (
            <Button variant="secondary" className="w-full" onClick={() => setStream(null)}>
              Stop the camera
            </Button>
          )}
        </CardContent>
      </Card>
    </div>
  );
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Select } from "#app/_ui/select.tsx";
import { Switch } from "#app/_ui/switch.tsx";
import type { RegisteredPlatform } from "#server/contract/lti.ts";
import { PlatformTexts, type PlatformDraft } from "./platform-texts.tsx";

const ROLES = [
  { value: "learner", label: "Learner" },
  { value: "assistant", label: "Assistant" },
  { value: "instructor", label: "Instructor" },
] as const;
const ALGORITHMS = [
  { value: "RS256", label: "RS256, the usual one" },
  { value: "ES256", label: "ES256" },
] as const;

const EMPTY: PlatformDraft = {
  name: "",
  issuer: "",
  clientId: "",
  deployments: "",
  authUrl: "",
  tokenUrl: "",
  jwksUrl: "",
  tokenAudience: "",
};

type PlatformDialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** null for a new one. */
  platform: RegisteredPlatform | null;
};

export function PlatformDialog({ isOpen, onOpenChange, platform }: PlatformDialogProps) {
  const { cohort } = useCohort();
  const [texts, setTexts] = useState<PlatformDraft>(() => draftOf(platform));
  const [algorithm, setAlgorithm] = useState<"RS256" | "ES256">(platform?.algorithm ?? "RS256");
  const [highestRole, setHighestRole] = useState(platform?.highestRole ?? "learner");
  const [isEnabled, setIsEnabled] = useState(platform?.isEnabled ?? true);
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const done = {
    onSuccess: () => {
      toast.success(platform === null ? "The platform is registered." : "The changes are saved.");
      if (platform === null) setTexts(EMPTY);
      onOpenChange(false);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.lti.pathKey() }),
  };
  const register = useMutation(trpc.lti.register.mutationOptions(done));
  const change = useMutation(trpc.lti.change.mutationOptions(done));
  const error = register.error ?? change.error;

  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const fields = { ...fieldsOf(texts), algorithm, highestRole, isEnabled };
    if (platform === null) register.mutate({ cohortId: cohort.id, ...fields });
    else change.mutate({ platformId: platform.id, ...fields });
  }

  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange} disablePointerDismissal>
      <DialogContent
        title={platform === null ? "Register a platform" : `Change “${platform.name}”`}
        description="The platform shows these values where it has this site as an external tool."
        className="w-[min(40rem,calc(100vw-2rem))]"
      >
        <form noValidate onSubmit={handleSubmit} className="flex flex-col gap-5">
          <PlatformTexts
            texts={texts}
            onChange={setTexts}
            isFixed={platform !== null && platform.people > 0}
          />
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label="Signs with" hint="Any other is refused.">
              <Select options={ALGORITHMS} value={algorithm} onValueChange={setAlgorithm} />
            </Field>
            <Field label="Somebody new becomes at most" hint="Who is here already stays what they are.">
              <Select options={ROLES} value={highestRole} onValueChange={setHighestRole} />
            </Field>
          </div>
          <Field
            label="On"
            hint="Off: nobody comes by it and no grade goes to it."
            className="grid grid-cols-[1fr_auto] items-center"
          >
            <Switch checked={isEnabled} onCheckedChange={setIsEnabled} />
          </Field>
          <FormError>{error === null ? undefined : explainError(error).message}</FormError>
          <Button type="submit" className="self-end" isBusy={register.isPending || change.isPending}>
            {platform === null ? "Register" : "Save"}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function draftOf(platform: RegisteredPlatform | null): PlatformDraft {
  if (platform === null) return EMPTY;
  const { name, issuer, clientId, authUrl, tokenUrl, jwksUrl, tokenAudience, deployments } = platform;
  return {
    name,
    issuer,
    clientId,
    authUrl,
    tokenUrl,
    jwksUrl,
    deployments: deployments.join(", "),
    tokenAudience: tokenAudience ?? "",
  };
}

function fieldsOf({ deployments, tokenAudience, ...texts }: PlatformDraft) {
  return {
    ...texts,
    deployments: deployments
      .split(/[,\n]/)
      .map((each) => each.trim())
      .filter((each) => each !== ""),
    tokenAudience: tokenAudience.trim() === "" ? null : tokenAudience,
  };
}

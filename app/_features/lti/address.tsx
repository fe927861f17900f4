import type { ReactNode } from "react";
import { CopyButton } from "#app/_ui/copy-button.tsx";

type AddressProps = { label: string; hint?: ReactNode; address: string };

/** An address to be copied into a platform's form. */
export function Address({ label, hint, address }: AddressProps) {
  return (
    <div className="flex flex-col gap-1">
      <p className="text-sm font-medium">{label}</p>
      <div className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 flex-1 basis-56 rounded-md bg-muted px-2.5 py-1.5 font-mono text-[0.8125rem] wrap-anywhere">
          {address}
        </code>
        <CopyButton text={address} label={`Copy ${label}`} />
      </div>
      {hint !== undefined && <p className="text-[0.8125rem] text-muted-foreground">{hint}</p>}
    </div>
  );
}

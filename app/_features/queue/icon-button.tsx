import type { ReactNode } from "react";
import { Button } from "#app/_ui/button.tsx";

type IconButtonProps = { label: string; icon: ReactNode; isDisabled: boolean; onClick: () => void };

/** Its label is its name and its tooltip. */
export function IconButton({ label, icon, isDisabled, onClick }: IconButtonProps) {
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={label}
      title={label}
      icon={icon}
      disabled={isDisabled}
      onClick={onClick}
    />
  );
}

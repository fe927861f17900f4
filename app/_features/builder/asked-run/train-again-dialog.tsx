"use client";

import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";

type TrainAgainDialogProps = {
  isOpen: boolean;
  runName: string;
  difference: string;
  isCopying: boolean;
  onClose: () => void;
  /** null where this design is the copy. */
  onCopy: (() => void) | null;
  onAsItIs: () => void;
  onPutBack: () => void;
};

/** Training a run again means its network, and the design has another one by now: the person says which. */
export function TrainAgainDialog(props: TrainAgainDialogProps) {
  const { isOpen, runName, difference, isCopying, onClose, onCopy, onAsItIs, onPutBack } = props;
  return (
    <Dialog open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <DialogContent
        title="Which network is to be trained?"
        className="w-[min(32rem,calc(100vw-2rem))]"
        description={`This design has changed since “${runName}”: ${difference}.`}
        footer={
          <>
            <Button variant="secondary" onClick={onAsItIs}>
              This one
            </Button>
            {onCopy !== null && (
              <Button variant="secondary" isBusy={isCopying} onClick={onCopy}>
                The run’s, in a copy
              </Button>
            )}
            <Button onClick={onPutBack}>Put the run’s back</Button>
          </>
        }
      >
        <p className="text-sm text-muted-foreground">
          The run’s network takes the place of what is on the canvas. Undo brings that back for as long as the
          builder stays open. {onCopy !== null && "A copy leaves this design alone. "}The form that comes next
          has the settings of the run.
        </p>
      </DialogContent>
    </Dialog>
  );
}

/** Base UI lets `className` be a function of state; our parts take a plain string and style state with data attributes. */
export type WithClassName<Props> = Omit<Props, "className"> & { className?: string | undefined };

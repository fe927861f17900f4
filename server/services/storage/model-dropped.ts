/** To whoever wants the model of a run that has given it up for newer ones. */
export const MODEL_DROPPED = "The model of this run was dropped to make room for newer ones.";

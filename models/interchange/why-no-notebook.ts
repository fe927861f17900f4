import { SKY_IRRADIANCE } from "../datasets/sky-irradiance.ts";

/** Why there is no notebook, which scores the test split anew, for a run on a dataset; null where there is one. */
export function whyNoNotebook(dataset: {
  id: string;
  isSynthetic: boolean;
  isScoreHidden?: boolean;
}): string | null {
  if (dataset.isScoreHidden === true) {
    return "A notebook scores the test split, which a competition hides until its reveal";
  }
  if (dataset.id === SKY_IRRADIANCE.id) return null;
  if (dataset.isSynthetic) return "Synthetic tiles exist nowhere else, so a notebook could not score them";
  return dataset.id.startsWith("eurosat-")
    ? null
    : "A notebook knows where EuroSAT comes from and how skies are drawn, and this dataset is neither";
}

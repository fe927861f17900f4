import { SKY_IRRADIANCE } from "#models/datasets/sky-irradiance.ts";

/** What a generated dataset is called beside its scores, and why that is said. */
export function syntheticWords(datasetId: string): { badge: string; title: string } {
  return datasetId === SKY_IRRADIANCE.id
    ? {
        badge: "Synthetic sequences",
        title: "These skies were drawn, not photographed. Errors do not compare with those on real skies.",
      }
    : {
        badge: "Synthetic tiles",
        title: "These images were generated, not taken by a satellite. Scores do not compare with EuroSAT.",
      };
}

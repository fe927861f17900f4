/** "HerbaceousVegetation" as "Herbaceous Vegetation": so that it may break into two lines. */
export function formatClassName(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").replaceAll("_", " ");
}

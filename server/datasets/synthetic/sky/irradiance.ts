/** What decides how much light reaches the ground at one moment. */
export type SkyState = {
  /** Of the sun above the horizon, in degrees. */
  sunHeight: number;
  /** How opaque the clouds around the sun are, 0 to 1: see `sunCover`. */
  sunCover: number;
  /** How opaque the clouds of the whole sky are on average, 0 to 1. */
  skyCover: number;
};

/** The part of a clear sky's irradiance that one all in cloud takes away: Kasten and Czeplak, Solar Energy 24, 1980. */
const TAKEN_BY_CLOUD = 0.75;

/** Of what clouds take away, the part that depends on those around the sun; the rest depends on the whole sky. */
const AROUND_THE_SUN = 0.8;

/**
 * Global horizontal irradiance in W/m², the light of sun and sky on a level square metre, as the synthetic skies have it:
 *
 *     GHI = clear(h) (1 - 0.75 (0.8 s + 0.2 c))
 *
 * with the sun's height h, the cover s around the sun and the cover c of the sky. It is a toy with the right behaviour,
 * not a model of an atmosphere.
 */
export function globalIrradiance({ sunHeight, sunCover, skyCover }: SkyState): number {
  const taken = AROUND_THE_SUN * sunCover + (1 - AROUND_THE_SUN) * skyCover;
  return clearSkyIrradiance(sunHeight) * (1 - TAKEN_BY_CLOUD * taken);
}

/**
 * Global horizontal irradiance of a cloudless sky in W/m²: 1098 sin(h) exp(-0.057 / sin(h)), 0 below the horizon.
 * Source: B. Haurwitz, "Insolation in relation to cloudiness and cloud density", Journal of Meteorology 2, 1945.
 * @param sunHeight in degrees above the horizon.
 */
export function clearSkyIrradiance(sunHeight: number): number {
  const sine = Math.sin((sunHeight * Math.PI) / 180);
  return sine <= 0 ? 0 : 1098 * sine * Math.exp(-0.057 / sine);
}

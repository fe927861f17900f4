/**
 * Python that draws the same sequences of synthetic skies as `server/datasets/synthetic/sky`, with numpy: its `skies(first,
 * count)` gives pictures as float32 (count, 64, 64, 12) of 0 to 1, and the irradiance a frame later in W/m². Whoever changes
 * the one changes the other.
 */
export function drawSkies(seed: number): string {
  return `SEED = ${seed}
SIZE, FRAMES, RADIUS = 64, 4, 31
MIDDLE = (SIZE - 1) / 2


def uniform(keys, count):
    """So many numbers of 0 to 1, the same for the same keys: Mulberry32."""
    mask, state = 0xFFFFFFFF, 0x243F6A88
    for key in keys:
        mixed = state ^ (((key + 0x9E3779B9) * 0x85EBCA6B) & mask)
        mixed = ((mixed ^ (mixed >> 16)) * 0x45D9F3B) & mask
        state = mixed ^ (mixed >> 15)
    s = ((state + 0x6D2B79F5 * np.arange(1, count + 1, dtype=np.uint64)) & mask).astype(np.uint32)
    v = (s ^ (s >> 15)) * (s | 1)
    v = v ^ (v + (v ^ (v >> 7)) * (v | 61))
    return (v ^ (v >> 14)) / 2**32


def create_sky(index):
    draws = iter(uniform([SEED, index], 3 + 32 * 32 + 4))

    def between(low, high):
        return low + (high - low) * next(draws)

    height = between(10, 75)
    south = between(-100, 100) * np.pi / 180
    size = between(18, 34)
    heights = np.array([between(-1, 1) for _ in range(32 * 32)], dtype="float32").astype("float64").reshape(32, 32)
    threshold, density, speed, heading = between(-0.55, 0.55), between(0.6, 1), between(4, 8), between(0, 2 * np.pi)
    wind = speed * np.cos(heading), speed * np.sin(heading)
    radius = (90 - height) / 90 * RADIUS
    sun = MIDDLE + radius * np.sin(south), MIDDLE + radius * np.cos(south)

    def smooth(t):
        return t * t * (3 - 2 * t)

    def noise(x, y):
        column, row = np.floor(x).astype(int), np.floor(y).astype(int)
        across, down = smooth(x - column), smooth(y - row)
        at = lambda dx, dy: heights[(row + dy) & 31, (column + dx) & 31]
        top = at(0, 0) + (at(1, 0) - at(0, 0)) * across
        bottom = at(0, 1) + (at(1, 1) - at(0, 1)) * across
        return top + (bottom - top) * down

    def opacity(x, y, time):
        x, y, total = x - wind[0] * time, y - wind[1] * time, 0
        for octave in range(3):
            scale = 2**octave / size
            total = total + noise(x * scale + octave * 7.3, y * scale + octave * 3.1) / 2**octave
        return density * smooth(np.clip((total / 1.75 - threshold) / 0.24 + 0.5, 0, 1))

    return height, sun, opacity


def irradiance(height, sun, opacity, time):
    """1098 sin(h) exp(-0.057 / sin(h)) (1 - 0.75 (0.8 s + 0.2 c)), with the cover s around the sun and c of the sky."""
    y, x = np.mgrid[-6:7, -6:7]
    near = np.hypot(x, y) <= 6
    around = opacity(sun[0] + x[near], sun[1] + y[near], time).mean()
    y, x = np.mgrid[2:SIZE:4, 2:SIZE:4]
    seen = np.hypot(x - MIDDLE, y - MIDDLE) <= RADIUS
    cover = opacity(x[seen], y[seen], time).mean()
    sine = np.sin(height * np.pi / 180)
    return 1098 * sine * np.exp(-0.057 / sine) * (1 - 0.75 * (0.8 * around + 0.2 * cover))


def pictures(index, height, sun, opacity):
    y, x = np.mgrid[0:SIZE, 0:SIZE]
    y, x, frame = y[..., None], x[..., None], np.arange(FRAMES)
    mix = lambda a, b, t: a + (b - a) * t
    colour = lambda *levels: np.array(levels)
    from_zenith = np.minimum(1, np.hypot(x - MIDDLE, y - MIDDLE) / MIDDLE)[..., None]
    from_sun = np.hypot(x - sun[0], y - sun[1])[..., None]
    cover = opacity(x + 0 * frame, y + 0 * frame, frame)[..., None]
    glow = np.where(from_sun <= 1.6, 1, 0.8 * np.exp(-((from_sun / 9) ** 2)))
    blue = mix(mix(colour(0.16, 0.36, 0.74), colour(0.62, 0.72, 0.82), from_zenith**2), colour(1, 0.97, 0.86), glow)
    cloud = mix(colour(0.88, 0.89, 0.91), colour(0.5, 0.52, 0.56), cover) + 0.25 * glow * (1 - 0.6 * cover)
    is_sky = (np.hypot(x - MIDDLE, y - MIDDLE) <= RADIUS)[..., None]
    level = np.where(is_sky, mix(blue, cloud, cover), colour(0.07, 0.08, 0.07))
    level = level * (0.45 + 0.55 * np.sin(height * np.pi / 180))
    grain = uniform([SEED, index, 1], level.size * 2).reshape(*level.shape, 2)
    level = level + 0.02 * (grain[..., 0] + grain[..., 1] - 1)
    return np.floor(255 * np.clip(level, 0, 1) + 0.5).reshape(SIZE, SIZE, FRAMES * 3)


def skies(first, count):
    """Pictures as float32 (count, 64, 64, 12) of 0 to 1, and the irradiance one frame after the last in W/m²."""
    images, values = np.empty((count, SIZE, SIZE, FRAMES * 3), "float32"), np.empty(count, "float32")
    for place in range(count):
        sky = create_sky(first + place)
        images[place] = pictures(first + place, *sky) / 255
        values[place] = irradiance(*sky, FRAMES)
    return images, values`;
}

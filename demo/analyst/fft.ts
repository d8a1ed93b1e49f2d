export interface Peak {
  hertz: number;
  amplitude: number;
}

/** Amplitudes of the frequencies from 0 to half the sampling rate, by radix-2 FFT; the length must be a power of two. */
export function spectrum(values: readonly number[], intervalMs: number): Peak[] {
  const count = values.length;
  if (count < 2 || (count & (count - 1)) !== 0) throw new Error(`${count} samples are not a power of two.`);
  const real = Float64Array.from(values);
  const imaginary = new Float64Array(count);
  reorder(real);
  for (let size = 2; size <= count; size *= 2) combine(real, imaginary, size);
  const samplesPerSecond = 1_000 / intervalMs;
  return Array.from({ length: count / 2 }, (_, bin) => ({
    hertz: (bin * samplesPerSecond) / count,
    amplitude: (Math.hypot(real[bin] ?? 0, imaginary[bin] ?? 0) * (bin === 0 ? 1 : 2)) / count,
  }));
}

/** The strongest local maxima above 1 Hz, strongest first. */
export function peaks(bins: readonly Peak[], count: number): Peak[] {
  const amplitudeAt = (index: number) => bins[index]?.amplitude ?? 0;
  return bins
    .filter(
      (bin, index) =>
        bin.hertz >= 1 && bin.amplitude > amplitudeAt(index - 1) && bin.amplitude >= amplitudeAt(index + 1),
    )
    .sort((a, b) => b.amplitude - a.amplitude)
    .slice(0, count);
}

/** Bit-reversal permutation, in place. */
function reorder(values: Float64Array): void {
  for (let index = 1, mirrored = 0; index < values.length; index += 1) {
    let bit = values.length >> 1;
    for (; mirrored & bit; bit >>= 1) mirrored ^= bit;
    mirrored ^= bit;
    if (index < mirrored) {
      const kept = values[index] ?? 0;
      values[index] = values[mirrored] ?? 0;
      values[mirrored] = kept;
    }
  }
}

/** One layer of butterflies of width `size`, in place. */
function combine(real: Float64Array, imaginary: Float64Array, size: number): void {
  const half = size / 2;
  for (let start = 0; start < real.length; start += size) {
    for (let offset = 0; offset < half; offset += 1) {
      const angle = (-2 * Math.PI * offset) / size;
      const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
      const [upper, lower] = [start + offset, start + offset + half];
      const [lowerReal, lowerImaginary] = [real[lower] ?? 0, imaginary[lower] ?? 0];
      const turnedReal = lowerReal * cosine - lowerImaginary * sine;
      const turnedImaginary = lowerReal * sine + lowerImaginary * cosine;
      const [upperReal, upperImaginary] = [real[upper] ?? 0, imaginary[upper] ?? 0];
      real[upper] = upperReal + turnedReal;
      imaginary[upper] = upperImaginary + turnedImaginary;
      real[lower] = upperReal - turnedReal;
      imaginary[lower] = upperImaginary - turnedImaginary;
    }
  }
}

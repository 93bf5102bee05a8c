using CompNeuro.Maths;

namespace CompNeuro.Dynamics;

/// <summary>What a noisy path may have done between the ends of a step.</summary>
internal static class BrownianBridge
{
    /// <summary>
    /// When the path first met a level that lay <paramref name="before"/> above it at the start of a step and <paramref name="after"/> above it (or, negative, below it) at the end,
    /// as a part of the step, drawn from the exact law of Brownian motion; null if it did not. A model whose drift is smooth is a Brownian motion over a short step.
    /// </summary>
    /// <remarks>
    /// The path meets the level with probability exp(−2·before·after/D²h). By reflection it does not matter on which side it ends; the time s it took, as s/(h − s), has an inverse Gaussian
    /// law of mean before/|after| and shape before²/D²h, sampled as by Michael, Schucany &amp; Haas, Am. Stat. 30:88, 1976. Without this step a rate is too low by an amount of order √h.
    /// </remarks>
    /// <param name="random">Where the chance comes from.</param>
    /// <param name="before">Positive.</param>
    /// <param name="after">Of either sign.</param>
    /// <param name="spread">D√h, the standard deviation of the noise over the step.</param>
    public static double? FirstPassage(RandomNumbers random, double before, double after, double spread)
    {
        if (spread == 0)
        {
            return after <= 0 ? before / (before - after) : null;
        }

        if (after > 0 && !(random.NextUniform() < Math.Exp(-2 * before / spread * (after / spread))))
        {
            return null;
        }

        var mean = before / Math.Max(Math.Abs(after), 1e-12 * before);
        var normal = random.NextNormal();
        var w = normal * normal * mean * (spread / before) * (spread / before);
        var ratio = 1 / (1 + w / 2 + Math.Sqrt(w + w * w / 4));
        var y = random.NextUniform() * (1 + ratio) <= 1 ? mean * ratio : mean / ratio;
        return y / (1 + y);
    }
}

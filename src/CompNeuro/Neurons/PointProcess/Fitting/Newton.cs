namespace CompNeuro.Neurons.PointProcess.Fitting;

/// <summary>Where Newton's method arrived. <paramref name="Problem"/> says why it did not, and is null otherwise.</summary>
internal sealed record Climb(Likelihood Likelihood, double[] Weights, double Value, int Passes, double Decrement, string? Problem = null);

/// <summary>
/// The maximum of a log-likelihood minus ½ Σ penalty · weight², by Newton's method with halving of steps that do not climb. For the logarithmic link that is what statistics
/// calls iteratively reweighted least squares.
/// </summary>
internal static class Newton
{
    private const int MostPasses = 100;

    // Twice the distance to the maximum, nats: where the second derivatives need no longer be made anew, where the size of steps tells how fast they shrink, and where to stop.
    private const double Close = 1, Near = 1e-3, There = 1e-17;

    // A first climb on a part of the data ends, at a fraction of the cost, within a few standard errors of the maximum.
    private const int Part = 8, FewestBlocks = 20 * Part, FewestSpikesForEachWeight = 10;

    /// <param name="design">The data.</param>
    /// <param name="ranges">The stretches of time to fit.</param>
    /// <param name="penalties">One for each weight.</param>
    /// <param name="start">Where to start; null for the mean rate.</param>
    /// <exception cref="InvalidOperationException">There is no single maximum at finite weights.</exception>
    public static Climb Maximum(Design design, IReadOnlyList<(int From, int To)> ranges, double[] penalties, double[]? start)
    {
        var all = new Likelihood(design, ranges);
        if (all.Spikes == 0)
        {
            throw new InvalidOperationException("The cell does not fire in the time that is fitted: the most likely rate is zero, and its logarithm infinite. Record longer, or leave this cell out.");
        }

        MustBeFinite(design, all, penalties);
        var (from, passes) = (start, 0);
        if (from is null)
        {
            from = new double[penalties.Length];
            from[0] = Math.Log(1000 * all.Spikes / (all.Bins * design.Spikes.dt));
            if (all.Blocked >= FewestBlocks && new Likelihood(design, ranges, Part) is var part && part.Spikes >= FewestSpikesForEachWeight * penalties.Length)
            {
                var rough = From(design, part, from, Array.ConvertAll(penalties, penalty => penalty / Part), isRough: true);
                (from, passes) = (rough.Problem is null ? rough.Weights : from, rough.Passes);
            }
        }

        var climb = From(design, all, from, penalties, isRough: false);
        return climb.Problem is null ? climb with { Passes = climb.Passes + passes } : throw new InvalidOperationException(climb.Problem);
    }

    private static Climb From(Design design, Likelihood likelihood, double[] weights, double[] penalties, bool isRough)
    {
        var (point, last, keep) = (likelihood.At(weights), double.NaN, false);
        ScaledCholesky? factor = null;
        for (var passes = 1; ; passes++)
        {
            factor = keep ? factor! : Factor(point, penalties);
            if (factor.Bad >= 0)
            {
                return new(likelihood, weights, point.Value, passes, double.NaN,
                    $"The data do not determine {design.NameOf(factor.Bad)}: where spikes are to be expected, its column is zero or a combination of those before it. Give it a ridge, or take fewer basis functions.");
            }

            double[] uphill = [.. point.Gradient.Select((slope, i) => slope - penalties[i] * weights[i])];
            var step = factor.Solve(uphill);
            var decrement = Dot(uphill, step);
            if (isRough ? decrement < 1 : decrement < There || (decrement < Near && decrement * decrement / last < There))
            {
                return new(likelihood, Moved(weights, step, 1), point.Value + Dot(point.Gradient, step) - decrement / 2, passes, decrement);
            }

            // Close to the maximum the second derivatives hardly change: the old ones do, at a tenth of the price, as long as each step is much smaller than the one before.
            (keep, last) = (decrement < Close && (!keep || decrement < last / 100), decrement);
            var (height, fraction, moved) = (Height(point, weights, penalties), 1.0, weights);
            LikelihoodPoint next;
            do
            {
                (moved, fraction) = (Moved(weights, step, fraction), fraction / 2);
                next = likelihood.At(moved, withHessian: !keep);
                passes += fraction < 0.5 ? 1 : 0;
            }
            while (!(Height(next, moved, penalties) >= height + 2e-4 * fraction * decrement - 1e-12 * Math.Abs(height)) && passes < MostPasses);

            if (passes >= MostPasses)
            {
                return new(likelihood, moved, next.Value, passes, decrement,
                    $"No maximum was found in {MostPasses} passes; the last was {decrement / 2:G2} nats away. Some weights may grow without end because the data can be separated: give them a ridge, or take fewer basis functions.");
            }

            (weights, point) = (moved, next);
        }
    }

    /// <summary>Minus the Hessian of what is maximised.</summary>
    public static ScaledCholesky Factor(LikelihoodPoint point, double[] penalties)
    {
        var matrix = (double[,])point.Information.Clone();
        for (var i = 0; i < penalties.Length; i++)
        {
            matrix[i, i] += penalties[i];
        }

        return new(matrix);
    }

    private static double Height(LikelihoodPoint point, double[] weights, double[] penalties) => point.Value - penalties.Zip(weights, (penalty, weight) => penalty * weight * weight).Sum() / 2;

    private static double[] Moved(double[] weights, double[] step, double fraction) => [.. weights.Zip(step, (weight, way) => weight + fraction * way)];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    /// <summary>A column of one sign, on whose bins the cell never fires, has its best weight at minus infinity, and Newton's steps would go there one by one.</summary>
    private static void MustBeFinite(Design design, Likelihood likelihood, double[] penalties)
    {
        foreach (var weight in likelihood.WithoutSpikes())
        {
            if (penalties[weight] == 0)
            {
                throw new InvalidOperationException(
                    $"The cell never fires where {design.NameOf(weight)} acts, so that the best value of this weight is infinite. Give it a ridge, or take fewer basis functions.");
            }
        }
    }
}

namespace CompNeuro.Dynamics;

/// <summary>Finds where the nullclines of a plane meet.</summary>
internal static class PlaneEquilibria
{
    // In units of the rectangle.
    private const double Distinct = 1e-7;

    public static IReadOnlyList<Equilibrium<TState>> Of<TState>(PhasePlane<TState> plane)
        where TState : unmanaged
    {
        var found = new List<Equilibrium<TState>>();
        foreach (var (x, y) in plane.XNullcline.SelectMany(line => Candidates(plane, line)))
        {
            if (Search(plane, x, y) is { } equilibrium && PhasePlane<TState>.Place(equilibrium.State) is var place && plane.Inside(place.X, place.Y) >= 0
                && found.All(other => plane.Distance(PhasePlane<TState>.Place(other.State), place) > Distinct))
            {
                found.Add(equilibrium);
            }
        }

        return [.. found.OrderBy(equilibrium => PhasePlane<TState>.Place(equilibrium.State).X)];
    }

    /// <summary>Along the line on which the first variable rests: where the rate of the second changes sign, and both sides of where it comes nearest to zero, for two equilibria may be close.</summary>
    private static IEnumerable<(double X, double Y)> Candidates<TState>(PhasePlane<TState> plane, PlaneCurve line)
        where TState : unmanaged
    {
        double[] rates = [.. line.X.Zip(line.Y, (x, y) => plane.Rate(x, y).Y)];
        (double, double) Point(double k)
        {
            var (i, part) = ((int)k, k - (int)k);
            var next = Math.Min(i + 1, rates.Length - 1);
            return (line.X[i] + part * (line.X[next] - line.X[i]), line.Y[i] + part * (line.Y[next] - line.Y[i]));
        }

        for (var k = 0; k < rates.Length - 1; k++)
        {
            if (rates[k] >= 0 != rates[k + 1] >= 0)
            {
                yield return Point(k + rates[k] / (rates[k] - rates[k + 1]));
            }
            else if (k > 0 && Math.Abs(rates[k]) <= Math.Abs(rates[k - 1]) && Math.Abs(rates[k]) <= Math.Abs(rates[k + 1]))
            {
                yield return Point(k - 0.5);
                yield return Point(k + 0.5);
            }
        }
    }

    private static Equilibrium<TState>? Search<TState>(PhasePlane<TState> plane, double x, double y)
        where TState : unmanaged
    {
        try
        {
            ReadOnlySpan<double> near = [x, y];
            return plane.Model.Equilibrium(plane.Input, StateLayout<TState>.State(near));
        }
        catch (IntegrationException)
        {
            return null;
        }
    }
}

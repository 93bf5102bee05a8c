namespace CompNeuro.Tests.Dynamics;

/// <summary>The measured order of convergence: the slope of log error against log step.</summary>
internal static class Order
{
    public static double Of(Func<double, double> error, double coarsest, int halvings)
    {
        var points = Enumerable.Range(0, halvings + 1).Select(k => coarsest / (1 << k)).Select(h => (X: Math.Log(h), Y: Math.Log(error(h)))).ToArray();
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        return points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
    }
}

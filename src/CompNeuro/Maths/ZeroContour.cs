namespace CompNeuro.Maths;

/// <summary>Where a function of two variables vanishes.</summary>
internal static class ZeroContour
{
    /// <summary>
    /// The lines f(x, y) = 0 inside a rectangle, each as points in order; closed lines end where they start. Signs are compared on a grid (marching squares), and every
    /// crossing of a grid line is located to rounding. What is smaller than a cell may be missed. Where f is not a number there is no line.
    /// </summary>
    public static IReadOnlyList<(double X, double Y)[]> Of(Func<double, double, double> f, (double Low, double High) x, (double Low, double High) y, int cells)
    {
        double X(int i) => x.Low + (x.High - x.Low) * i / cells;
        double Y(int j) => y.Low + (y.High - y.Low) * j / cells;
        var values = new double[cells + 1, cells + 1];
        for (var i = 0; i <= cells; i++)
        {
            for (var j = 0; j <= cells; j++)
            {
                values[i, j] = f(X(i), Y(j));
            }
        }

        var neighbours = new Dictionary<Edge, List<Edge>>();
        void Join(Edge a, Edge b)
        {
            foreach (var (from, to) in new[] { (a, b), (b, a) })
            {
                (neighbours.TryGetValue(from, out var list) ? list : neighbours[from] = []).Add(to);
            }
        }

        bool Crosses(Edge edge)
        {
            var (a, b) = (values[edge.I, edge.J], values[edge.I + (edge.IsUpright ? 0 : 1), edge.J + (edge.IsUpright ? 1 : 0)]);
            return !double.IsNaN(a) && !double.IsNaN(b) && a >= 0 != b >= 0;
        }

        for (var i = 0; i < cells; i++)
        {
            for (var j = 0; j < cells; j++)
            {
                var (bottom, right, top, left) = (new Edge(i, j, false), new Edge(i + 1, j, true), new Edge(i, j + 1, false), new Edge(i, j, true));
                Edge[] crossed = [.. new[] { bottom, right, top, left }.Where(Crosses)];
                if (crossed.Length == 2)
                {
                    Join(crossed[0], crossed[1]);
                }
                else if (crossed.Length == 4)
                {
                    // The sign in the middle says which two corners belong together.
                    var cutsRight = f((X(i) + X(i + 1)) / 2, (Y(j) + Y(j + 1)) / 2) >= 0 == values[i, j] >= 0;
                    Join(bottom, cutsRight ? right : left);
                    Join(top, cutsRight ? left : right);
                }
            }
        }

        (double, double) Place(Edge edge)
        {
            var (x0, y0) = (X(edge.I), Y(edge.J));
            return edge.IsUpright
                ? (x0, Root.Between(v => f(x0, v), y0, Y(edge.J + 1), 1e-14 * (Math.Abs(y.Low) + Math.Abs(y.High))))
                : (Root.Between(v => f(v, y0), x0, X(edge.I + 1), 1e-14 * (Math.Abs(x.Low) + Math.Abs(x.High))), y0);
        }

        // Open lines first, from their ends; what is left then are loops.
        var seen = new HashSet<Edge>();
        return [.. neighbours.Keys.OrderBy(edge => neighbours[edge].Count).Select(start => Line(start, neighbours, seen)).Where(line => line.Count > 1).Select(line => line.Select(Place).ToArray())];
    }

    private static List<Edge> Line(Edge start, Dictionary<Edge, List<Edge>> neighbours, HashSet<Edge> seen)
    {
        var line = new List<Edge>();
        for (Edge? edge = start; edge is { } at && seen.Add(at); edge = neighbours[at].Where(next => !seen.Contains(next)).Select(next => (Edge?)next).FirstOrDefault())
        {
            line.Add(at);
        }

        if (line.Count > 2 && neighbours[line[^1]].Contains(start))
        {
            line.Add(start);
        }

        return line;
    }

    /// <summary>The side of a cell that goes right or up from a corner of the grid.</summary>
    private readonly record struct Edge(int I, int J, bool IsUpright);
}

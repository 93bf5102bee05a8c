namespace CompNeuro.Dynamics;

/// <summary>
/// The steps a solver took, and a polynomial through each (Hairer, Nørsett &amp; Wanner, Solving ODEs I, II.6):
/// y(θ) = y₀ + θ(Δ + (1−θ)(h·f₀ − Δ + θ(2Δ − h·f₀ − h·f₁ + (1−θ)·r))), Δ = y₁ − y₀, 0 ≤ θ ≤ 1.
/// With the solver's correction r it has the solver's order; without it is the cubic of Hermite; without slopes, a straight line.
/// </summary>
internal sealed class Recording(int dimension, Recording.Curve curve, int capacity = 256)
{
    private double[] times = GC.AllocateUninitializedArray<double>(capacity);
    private double[] knots = GC.AllocateUninitializedArray<double>(capacity * dimension);
    private double[] slopes = GC.AllocateUninitializedArray<double>(capacity * dimension * (int)curve);

    public enum Curve
    {
        Line = 0,
        Hermite = 2,
        Corrected = 3,
    }

    public int Dimension => dimension;

    /// <summary>Number of points in time recorded, one more than steps.</summary>
    public int Count { get; private set; }

    public long Evaluations { get; set; }

    public int Rejected { get; set; }

    public ReadOnlySpan<double> Times => times.AsSpan(0, Count);

    public double LastTime => times[Count - 1];

    public ReadOnlySpan<double> Knot(int index) => knots.AsSpan(index * dimension, dimension);

    public void Start(double t, ReadOnlySpan<double> y)
    {
        times[0] = t;
        y.CopyTo(knots);
        Count = 1;
    }

    /// <summary>Adds the step that led from the last point to (t, y).</summary>
    /// <param name="t">End of the step.</param>
    /// <param name="y">State there.</param>
    /// <param name="startSlope">f at the start of the step, if the curve needs it.</param>
    /// <param name="endSlope">f at its end.</param>
    /// <param name="correction">r above, divided by h.</param>
    public void Add(double t, ReadOnlySpan<double> y, ReadOnlySpan<double> startSlope = default, ReadOnlySpan<double> endSlope = default, ReadOnlySpan<double> correction = default)
    {
        Reserve(1);
        times[Count] = t;
        y.CopyTo(knots.AsSpan(Count * dimension));
        if (curve != Curve.Line)
        {
            var row = slopes.AsSpan((Count - 1) * dimension * (int)curve);
            startSlope.CopyTo(row);
            endSlope.CopyTo(row[dimension..]);
            correction.CopyTo(row[(2 * dimension)..]);
        }

        Count++;
    }

    /// <summary>The steps of no length at which the state jumped.</summary>
    public List<int> Jumps { get; } = [];

    /// <summary>Lets the state jump to <paramref name="y"/>.</summary>
    public void Jump(ReadOnlySpan<double> y)
    {
        Jumps.Add(Count - 1);
        Leap(y);
    }

    /// <summary>Adds a step of no length.</summary>
    public void Leap(ReadOnlySpan<double> y)
    {
        Span<double> none = stackalloc double[dimension];
        none.Clear();
        Add(LastTime, y, none, none, none);
    }

    /// <summary>Adds the steps of a recording that starts in the state in which this one ends.</summary>
    public void Append(Recording next)
    {
        var added = next.Count - 1;
        Reserve(added);
        next.times.AsSpan(1, added).CopyTo(times.AsSpan(Count));
        next.knots.AsSpan(dimension, added * dimension).CopyTo(knots.AsSpan(Count * dimension));
        var row = dimension * (int)curve;
        next.slopes.AsSpan(0, added * row).CopyTo(slopes.AsSpan((Count - 1) * row));
        (Count, Evaluations, Rejected) = (Count + added, Evaluations + next.Evaluations, Rejected + next.Rejected);
    }

    /// <summary>Ends the last step early, at time <paramref name="t"/> in state <paramref name="y"/>, which lies on its curve. What is left of the curve stays as it was.</summary>
    public void CutAt(double t, ReadOnlySpan<double> y)
    {
        var step = Count - 2;
        var start = Knot(step);
        var end = knots.AsSpan((Count - 1) * dimension, dimension);
        var h = times[step + 1] - times[step];
        var theta = (t - times[step]) / h;
        var row = slopes.AsSpan(step * dimension * (int)curve);
        for (var i = 0; i < dimension && curve != Curve.Line; i++)
        {
            var change = end[i] - start[i];
            var rise = h * row[i] - change;
            var bend = change - h * row[dimension + i] - rise;
            var correction = curve == Curve.Corrected ? h * row[2 * dimension + i] : 0;
            // The slope of the curve at the cut, and its term of fourth order in the time of the shortened step.
            row[dimension + i] = (change + (1 - 2 * theta) * rise + theta * (2 - 3 * theta) * bend + 2 * theta * (1 - theta) * (1 - 2 * theta) * correction) / h;
            if (curve == Curve.Corrected)
            {
                row[2 * dimension + i] *= theta * theta * theta;
            }
        }

        times[step + 1] = t;
        y.CopyTo(end);
    }

    /// <summary>The time last recorded and room for those of the next points, which count once <see cref="Advance"/> is told.</summary>
    public Span<double> TimesAhead(int count)
    {
        Reserve(count);
        return times.AsSpan(Count - 1, count + 1);
    }

    /// <summary>The state last recorded and room for the next.</summary>
    public Span<double> KnotsAhead(int count)
    {
        Reserve(count);
        return knots.AsSpan((Count - 1) * dimension, (count + 1) * dimension);
    }

    public void Advance(int count) => Count += count;

    private void Reserve(int count)
    {
        if (Count + count > times.Length)
        {
            var capacity = Math.Max(Count + count, 2 * times.Length);
            Array.Resize(ref times, capacity);
            Array.Resize(ref knots, capacity * dimension);
            Array.Resize(ref slopes, capacity * dimension * (int)curve);
        }
    }

    /// <summary>The steps in which a variable may pass through a level.</summary>
    public IEnumerable<int> StepsThrough(int variable, double level)
    {
        for (var step = 0; step < Count - 1; step++)
        {
            // A straight line passes through only what lies between its ends.
            if (curve != Curve.Line || (knots[step * dimension + variable] - level) * (knots[(step + 1) * dimension + variable] - level) <= 0)
            {
                yield return step;
            }
        }
    }

    /// <summary>The step whose interval holds <paramref name="t"/>.</summary>
    public int StepAt(double t)
    {
        var (low, high) = (0, Count - 2);
        var direction = Math.Sign(LastTime - times[0]);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = direction * (t - times[middle]) >= 0 ? (middle, high) : (low, middle - 1);
        }

        return Math.Max(low, 0);
    }

    /// <summary>The lowest and the highest value of the curve of one variable, between the points recorded too.</summary>
    public (double Lowest, double Highest) Range(int variable)
    {
        var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        void Include(double value) => (lowest, highest) = (Math.Min(lowest, value), Math.Max(highest, value));

        var numbers = new double[dimension];
        for (var k = 0; k < Count; k++)
        {
            Include(knots[k * dimension + variable]);
            if (k < Count - 1 && curve != Curve.Line && TurningPoint(k, variable) is { } t)
            {
                At(t, k, numbers);
                Include(numbers[variable]);
            }
        }

        return (lowest, highest);
    }

    /// <summary>When a variable whose slopes at the ends of a step have opposite signs turns round: the zero, between 0 and 1, of the slope of Hermite's cubic.</summary>
    private double? TurningPoint(int step, int variable)
    {
        var h = times[step + 1] - times[step];
        var (start, end) = (h * slopes[step * dimension * (int)curve + variable], h * slopes[(step * (int)curve + 1) * dimension + variable]);
        if (!(start * end < 0))
        {
            return null;
        }

        var change = knots[(step + 1) * dimension + variable] - knots[step * dimension + variable];
        var (a, b) = (3 * (start + end - 2 * change), 2 * (3 * change - 2 * start - end));
        var q = -0.5 * (b + Math.CopySign(Math.Sqrt(b * b - 4 * a * start), b));
        var theta = start / q is >= 0 and <= 1 and var first ? first : q / a;
        return times[step] + h * Math.Clamp(theta, 0, 1);
    }

    /// <summary>Writes the state at time <paramref name="t"/>, which lies in step <paramref name="step"/>.</summary>
    public void At(double t, int step, Span<double> y)
    {
        var start = Knot(step);
        if (Count == 1 || t == times[step])
        {
            start.CopyTo(y);
            return;
        }

        var end = Knot(step + 1);
        var h = times[step + 1] - times[step];
        var theta = (t - times[step]) / h;
        var row = slopes.AsSpan(step * dimension * (int)curve);
        for (var i = 0; i < y.Length; i++)
        {
            var change = end[i] - start[i];
            var bend = 0.0;
            if (curve != Curve.Line)
            {
                var rise = h * row[i] - change;
                var correction = curve == Curve.Corrected ? (1 - theta) * h * row[2 * dimension + i] : 0;
                bend = (1 - theta) * (rise + theta * (change - h * row[dimension + i] - rise + correction));
            }

            y[i] = start[i] + theta * (change + bend);
        }
    }
}

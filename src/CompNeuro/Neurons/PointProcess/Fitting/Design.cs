namespace CompNeuro.Neurons.PointProcess.Fitting;

/// <summary>Something that is filtered: a signal, or spikes.</summary>
internal sealed record Term(string Name, SampledBasis Basis, double[]? Signal, BinnedSpikes? Spikes)
{
    // Beyond, the sums over pairs of lags would not fit in the cache.
    private const int LongestWindow = 512;

    /// <summary>Whether it is cheaper to write the columns out than to add up the windows that follow spikes.</summary>
    public bool IsWritten => Spikes is null || Basis.Lags > LongestWindow || (long)Spikes.Count * Basis.Lags > 4L * Basis.Count * Spikes.Bins;
}

/// <summary>
/// The design matrix, which is never built. Its columns are a one, each signal convolved with each basis function (the shifted signal itself where each lag has a weight), and the same of spikes, of which only the times are kept if
/// they are few and their filter is short.
/// </summary>
internal sealed class Design
{
    /// <summary>Bins are worked through in blocks of this many.</summary>
    public const int BlockLength = 512;

    public Design(BinnedSpikes spikes, IReadOnlyList<Term> terms)
    {
        Spikes = spikes;
        Terms = [.. terms.OrderBy(term => (term.Spikes is not null, !term.IsWritten))];
        Given = terms;
        var columns = new List<double[]>();
        var starts = new List<(int Array, int Start)>();
        foreach (var term in Terms.Where(term => term.IsWritten))
        {
            AddColumns(columns, starts, term);
        }

        var place = new int[columns.Count];
        Values = GC.AllocateUninitializedArray<double>(columns.Sum(column => column.Length), pinned: true);
        for (int array = 0, at = 0; array < columns.Count; at += columns[array++].Length)
        {
            columns[array].CopyTo(Values, at);
            place[array] = at;
        }

        Starts = [.. starts.Select(start => place[start.Array] + start.Start)];
        Sources = [.. Terms.Where(term => !term.IsWritten).Select(term => new SpikeSource(term.Spikes!, term.Basis))];
        LagStarts = [.. Sources.Select((_, index) => Sources.Take(index).Sum(before => before.Lags))];
        LogFactorials = spikes.Fired.Sum(bin => MathNet.Numerics.SpecialFunctions.FactorialLn(spikes.Counts[bin]));
    }

    public BinnedSpikes Spikes { get; }

    /// <summary>Signals first, then spikes, last those of which only the times are kept.</summary>
    public IReadOnlyList<Term> Terms { get; }

    /// <summary>The same in the order in which they were added.</summary>
    public IReadOnlyList<Term> Given { get; }

    /// <summary>For each weight in the order of <see cref="Given"/>, the offset first, its place here.</summary>
    public int[] Order => [0, .. Given.SelectMany(term => Enumerable.Range(FirstWeight(Terms.Index().First(one => one.Item == term).Index), term.Basis.Count))];

    /// <summary>Number of weights, the offset included.</summary>
    public int Weights => 1 + Terms.Sum(term => term.Basis.Count);

    /// <summary>All columns that are written, each followed by a block of zeros.</summary>
    public double[] Values { get; }

    /// <summary>Where in <see cref="Values"/> the first bin of each column is.</summary>
    public int[] Starts { get; }

    public IReadOnlyList<SpikeSource> Sources { get; }

    /// <summary>Where the lags of each source begin in a list of those of all.</summary>
    public int[] LagStarts { get; }

    /// <summary>Σ ln y!.</summary>
    public double LogFactorials { get; }

    public int FirstWeight(int term) => 1 + Terms.Take(term).Sum(before => before.Basis.Count);

    public int FirstSourceWeight(int source) => FirstWeight(Terms.Count - Sources.Count + source);

    /// <summary>What an error calls a weight.</summary>
    public string NameOf(int weight)
    {
        var term = Enumerable.Range(0, Terms.Count).LastOrDefault(index => FirstWeight(index) <= weight, -1);
        return term < 0 ? "the offset" : $"weight {weight - FirstWeight(term) + 1} of {Terms[term].Basis.Count} of \"{Terms[term].Name}\"";
    }

    public ConditionalIntensity Intensity(IReadOnlyList<double> weights)
    {
        var logRate = new double[Spikes.Bins];
        Array.Fill(logRate, weights[0]);
        for (var index = 0; index < Terms.Count; index++)
        {
            var filter = Terms[index].Basis.Filter([.. weights.Skip(FirstWeight(index)).Take(Terms[index].Basis.Count)]);
            System.Numerics.Tensors.TensorPrimitives.Add(logRate, Filtered(Terms[index], filter), logRate);
        }

        return new(Array.ConvertAll(logRate, GeneralizedLinearModel.Exp), Spikes);
    }

    private static double[] Filtered(Term term, double[] filter)
    {
        if (term.Signal is { } signal)
        {
            return Convolution.Of(signal, filter);
        }

        var sum = new double[term.Spikes!.Bins];
        Array.ForEach(term.Spikes.Fired, bin => Convolution.AddAfter(sum, bin, filter, term.Spikes.Counts[bin]));
        return sum;
    }

    private static void AddColumns(List<double[]> columns, List<(int Array, int Start)> starts, Term term)
    {
        var lags = term.Basis.Lags;
        if (term.Basis.IsEveryLag && term.Signal is { } signal)
        {
            // Zeros before the signal, so that the column of each lag is the same numbers, read from further left.
            starts.AddRange(Enumerable.Range(0, lags).Select(lag => (columns.Count, lags - lag)));
            columns.Add([.. new double[lags], .. signal, .. new double[BlockLength]]);
            return;
        }

        foreach (var function in term.Basis.Functions)
        {
            starts.Add((columns.Count, 0));
            columns.Add([.. Filtered(term, [.. function]), .. new double[BlockLength]]);
        }
    }
}

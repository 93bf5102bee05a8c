namespace CompNeuro.Neurons.PointProcess.Fitting;

/// <summary>Something that is filtered: a signal, or spikes.</summary>
internal sealed record Term(string Name, SampledBasis Basis, double[]? Signal, BinnedSpikes? Spikes);

/// <summary>
/// The design matrix, which is never built. Its columns are a one, each signal convolved with each basis function (the shifted signal itself where each lag has a weight),
/// and the same of spikes, of which only the times are kept.
/// </summary>
internal sealed class Design
{
    /// <summary>Bins are worked through in blocks of this many.</summary>
    public const int BlockLength = 512;

    public Design(BinnedSpikes spikes, IReadOnlyList<Term> terms)
    {
        Spikes = spikes;
        Terms = [.. terms.Where(term => term.Signal is not null), .. terms.Where(term => term.Spikes is not null)];
        var columns = new List<double[]>();
        var starts = new List<(int Array, int Start)>();
        foreach (var term in Terms)
        {
            if (term.Signal is { } signal)
            {
                AddColumns(columns, starts, term.Basis, signal);
            }
        }

        var place = new int[columns.Count];
        Values = GC.AllocateUninitializedArray<double>(columns.Sum(column => column.Length), pinned: true);
        for (int array = 0, at = 0; array < columns.Count; at += columns[array++].Length)
        {
            columns[array].CopyTo(Values, at);
            place[array] = at;
        }

        Starts = [.. starts.Select(start => place[start.Array] + start.Start)];
        Sources = [.. Terms.Where(term => term.Spikes is not null).Select(term => new SpikeSource(term.Spikes!, term.Basis))];
        LagStarts = [.. Sources.Select((_, index) => Sources.Take(index).Sum(before => before.Lags))];
        LogFactorials = spikes.Fired.Sum(bin => MathNet.Numerics.SpecialFunctions.FactorialLn(spikes.Counts[bin]));
    }

    public BinnedSpikes Spikes { get; }

    /// <summary>Signals first, then spikes.</summary>
    public IReadOnlyList<Term> Terms { get; }

    /// <summary>Number of weights, the offset included.</summary>
    public int Weights => 1 + Terms.Sum(term => term.Basis.Count);

    /// <summary>All columns of signals, each followed by a block of zeros.</summary>
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
            if (Terms[index].Signal is { } signal)
            {
                System.Numerics.Tensors.TensorPrimitives.Add(logRate, Convolution.Of(signal, filter), logRate);
                continue;
            }

            foreach (var bin in Terms[index].Spikes!.Fired)
            {
                Convolution.AddAfter(logRate, bin, filter, Terms[index].Spikes!.Counts[bin]);
            }
        }

        return new(Array.ConvertAll(logRate, GeneralizedLinearModel.Exp), Spikes);
    }

    private static void AddColumns(List<double[]> columns, List<(int Array, int Start)> starts, SampledBasis basis, double[] signal)
    {
        if (basis.IsEveryLag)
        {
            // Zeros before the signal, so that the column of each lag is the same numbers, read from further left.
            starts.AddRange(Enumerable.Range(0, basis.Lags).Select(lag => (columns.Count, basis.Lags - lag)));
            columns.Add([.. new double[basis.Lags], .. signal, .. new double[BlockLength]]);
            return;
        }

        foreach (var function in basis.Functions)
        {
            starts.Add((columns.Count, 0));
            columns.Add([.. Convolution.Of(signal, [.. function]), .. new double[BlockLength]]);
        }
    }
}

using System.Numerics;

namespace CompNeuro.Simulation;

/// <summary>A run of a network, about to start.</summary>
internal sealed record NetworkPlan(long Seed, IReadOnlyList<Network.Part> Parts, IReadOnlyList<Projection> Projections, double Duration, double Step, Record[] Record, int? Threads)
{
    // A thread pays if between two meetings it has so many cells and steps to work on: some 20 µs.
    private const double CellStepsPerThread = 16_000, LongestWindow = 1000;

    private const int LongestDelay = 1 << 24;

    public long Steps => (long)Math.Round(Duration / Step);

    /// <summary>How many steps the threads take before they exchange their spikes.</summary>
    public int Window => Projections.Count > 0
        ? Math.Max(1, Projections.Min(projection => projection.Slack(Step)))
        : (int)Math.Clamp(1e6 / Math.Max(1, Cells), 1, LongestWindow);

    public int ThreadCount => Threads ?? (int)Math.Clamp(Cells * Window / CellStepsPerThread, 1, Environment.ProcessorCount);

    private double Cells => Parts.Sum(part => (double)part.Model.Count);

    /// <summary>The kinds of synapses onto a population, each with the steps that its ring spans.</summary>
    public (Synapse Kind, int Slots)[] Synapses(Network.Part part) =>
    [
        .. Projections.Where(projection => projection.Target.Model == part.Model).Select(projection => (Kind: projection.Synapse, Delay: projection.LongestDelay(Step)))
            .Concat(part.Poisson.Select(poisson => (Kind: poisson.Synapse, Delay: poisson.Synapse == Synapse.Delta ? 1 : 0)))
            .GroupBy(synapse => synapse.Kind, synapse => synapse.Delay)
            .Select(kind => (kind.Key, (int)BitOperations.RoundUpToPowerOf2((uint)kind.Max() + 1))),
    ];

    /// <summary>Refuses what cannot be.</summary>
    public void Check(int numberSize)
    {
        if (!(Step > 0) || !double.IsFinite(Step))
        {
            throw Impossible("dt", Step, $"A step of dt = {Step} ms is not possible: give a positive, finite time.");
        }

        if (!(Duration >= 0) || !double.IsFinite(Duration))
        {
            throw Impossible("duration", Duration, $"A run cannot last {Duration} ms: give a finite time, 0 or more.");
        }

        if (Threads < 1)
        {
            throw Impossible("threads", Threads, $"A network cannot run on {Threads} threads: give a positive number.");
        }

        if (numberSize == sizeof(float) && Steps >= 1 << 24)
        {
            throw Impossible("duration", Duration, $"{Steps} steps are more than numbers of single precision can count: take double precision.");
        }

        if (Parts.Count == 0)
        {
            throw new InvalidOperationException("The network is empty: Add a population, or connect or drive one.");
        }

        foreach (var part in Parts)
        {
            part.Model.Check(Step);
        }

        foreach (var synapse in Projections.Select(projection => projection.Synapse).Concat(Parts.SelectMany(part => part.Poisson.Select(poisson => poisson.Synapse))))
        {
            if (synapse is Synapse.ExponentialSynapse exponential && exponential.Tau < Step)
            {
                throw Impossible("dt", Step, $"A step dt = {Step} ms is longer than the time constant {exponential.Tau} ms of a synapse: take a shorter dt.");
            }
        }

        foreach (var projection in Projections)
        {
            var (shortest, longest) = (projection.Delay.Shortest, projection.Delay.Longest);
            var most = projection.Delay.IsDrawn ? ushort.MaxValue : LongestDelay;
            if (longest / Step > most)
            {
                throw Impossible("dt", Step, $"A delay of {longest} ms is more than {most} steps of {Step} ms: give a shorter delay or a longer dt.");
            }

            var tooShort = shortest < Step * (1 - 1e-9) && (projection.Synapse == Synapse.Delta || shortest > 0 && !projection.Delay.IsDrawn);
            if (tooShort)
            {
                throw Impossible("dt", Step, $"A delay of {shortest} ms is shorter than the step, dt = {Step} ms: give a longer delay{(projection.Synapse == Synapse.Delta ? "" : ", or none,")} or a shorter dt.");
            }
        }

        foreach (var record in Record)
        {
            if (Parts.All(part => part.Model != record.Population.Model))
            {
                throw new ArgumentException($"The population to record, {record.Population}, is not in this network: Add it, or do not record it.");
            }
        }

        CheckMemory(numberSize);
    }

    private static ArgumentOutOfRangeException Impossible(string parameter, object value, string message) => new(parameter, value, message);

    private void CheckMemory(int number)
    {
        var cells = Parts.Sum(part => (double)part.Model.Padded * number * (part.Model.Variables.Count + 12 + Synapses(part).Sum(synapse => 1.0 + synapse.Slots)));
        var synapses = Projections.Sum(projection => projection.Connectivity.Expected(projection.Source.Count, projection.Target.Count)
            * (projection.IsCounted ? 1 / (8 * projection.Density) : (projection.Delay.IsDrawn ? 2 : 0) + (projection.Target.Count <= ushort.MaxValue + 1 ? 2 : 4) + (projection.Weight is Weight.Same && projection.Plasticity is null ? 0 : number)));
        var available = (double)GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (cells + synapses > available)
        {
            throw new ArgumentException($"The network would take {(cells + synapses) / 1e9:0.#} GB, and the machine has {available / 1e9:0.#}: make it smaller, give fewer synapses or one weight for all, or take single precision.");
        }
    }
}

using System.Numerics;
using CompNeuro.Maths;

namespace CompNeuro.Simulation;

/// <summary>Runs a network: every thread takes its own cells through a window of steps, then all exchange their spikes.</summary>
internal sealed class Engine<T, E>
    where T : unmanaged, ILanes<T>, IReal<T>
    where E : unmanaged, IFloatingPointIeee754<E>
{
    private readonly NetworkPlan plan;
    private readonly int threads;
    private readonly StepBarrier barrier;
    private readonly Cells[] cells;
    private readonly int[][] borders;
    private readonly Delivery<E>[][] deliveries;
    private readonly int[] sources, targets;
    private readonly SpikeList[,,] spikes;
    private readonly Recorders recorders;

    public Engine(NetworkPlan plan)
    {
        this.plan = plan;
        threads = plan.ThreadCount;
        barrier = new(threads);
        var parts = plan.Parts;
        borders = [.. parts.Select(part => Enumerable.Range(0, threads + 1).Select(thread => (int)((long)part.Model.Padded / CellRandom.Group * thread / threads) * CellRandom.Group).ToArray())];
        cells = [.. parts.Select((part, i) => part.Model.Build<T>(Plan(part, i)))];
        Rows<E>[] rows = [.. plan.Projections.Select(projection => new Rows<E>(projection, new(plan.Seed, projection.Stream), plan.Step, borders[IndexOf(projection.Target)]))];
        deliveries = [.. Enumerable.Range(0, threads).Select(thread => plan.Projections.Select((projection, i) => Delivery(projection, rows[i], thread)).ToArray())];
        (sources, targets) = ([.. plan.Projections.Select(projection => IndexOf(projection.Source))], [.. plan.Projections.Select(projection => IndexOf(projection.Target))]);
        spikes = new SpikeList[2, threads, parts.Count];
        foreach (ref var list in System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref spikes[0, 0, 0], spikes.Length))
        {
            list = new();
        }

        recorders = new(plan, cells);
    }

    public NetworkRun Run(IProgress<double>? progress, CancellationToken cancellation)
    {
        var stop = long.MaxValue;
        void Work(int thread)
        {
            try
            {
                Steps(thread, progress, cancellation, ref stop);
            }
            catch (Exception failure) when (threads > 1)
            {
                barrier.Fail(failure);
                if (thread == 0)
                {
                    throw;
                }
            }
        }

        Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(thread => new Thread(() => Work(thread)) { IsBackground = true })];
        foreach (var other in others)
        {
            other.Start();
        }

        Work(0);
        foreach (var other in others)
        {
            other.Join();
        }

        cancellation.ThrowIfCancellationRequested();
        MustBeFinite();
        return recorders.Result();
    }

    // What has once become infinite or NaN stays so or falls silent, and would else be taken for a quiet cell.
    private void MustBeFinite()
    {
        foreach (var (part, model) in plan.Parts.Select(part => part.Model).Index())
        {
            for (var variable = 0; variable < model.Variables.Count; variable++)
            {
                for (var cell = 0; cell < model.Count; cell++)
                {
                    if (cells[part].Variable(variable, cell) is var value && !double.IsFinite(value))
                    {
                        throw new InvalidOperationException(
                            $"Cell {cell} of {model.Count} × {model.Name} has run away: after {plan.Steps * plan.Step} ms its {model.Variables[variable].Name} is {value}. Take steps shorter than {plan.Step} ms, or weaker weights, currents and noise.");
                    }
                }
            }
        }
    }

    private void Steps(int thread, IProgress<double>? progress, CancellationToken cancellation, ref long stop)
    {
        var (steps, window) = (plan.Steps, plan.Window);
        var reported = 0.0;
        for (long start = 0; start < steps && start < stop; start += window)
        {
            var (end, parity) = (Math.Min(start + window, steps), (int)(start / window & 1));
            for (var part = 0; part < cells.Length; part++)
            {
                spikes[parity, thread, part].Clear();
            }

            for (var step = start; step < end; step++)
            {
                recorders.Sample(step, borders, thread);
                for (var part = 0; part < cells.Length; part++)
                {
                    cells[part].Advance(step, borders[part][thread], borders[part][thread + 1], spikes[parity, thread, part]);
                }
            }

            if (thread == 0 && cancellation.IsCancellationRequested)
            {
                stop = end;
            }

            barrier.Wait();
            if (thread == 0)
            {
                Collect(start, end, parity);
                if (progress is not null && (double)end / steps is var done && (done >= reported + 0.01 || end == steps))
                {
                    progress.Report(reported = done);
                }
            }

            Deliver(start, end, parity, thread);
        }

        recorders.Sample(steps, borders, thread);
    }

    private void Deliver(long start, long end, int parity, int thread)
    {
        for (var step = start; step < end; step++)
        {
            for (var k = 0; k < sources.Length; k++)
            {
                var delivery = deliveries[thread][k];
                for (var from = 0; from < threads; from++)
                {
                    delivery.Deliver(spikes[parity, from, sources[k]].Step((int)(step - start)), step + 1);
                }

                delivery.EndStep(step + 1);
            }

            for (var k = 0; k < sources.Length; k++)
            {
                deliveries[thread][k].Postsynaptic(spikes[parity, thread, targets[k]].Step((int)(step - start)), step + 1);
            }
        }
    }

    private void Collect(long start, long end, int parity)
    {
        for (var step = start; step < end; step++)
        {
            for (var part = 0; part < cells.Length; part++)
            {
                for (var thread = 0; thread < threads; thread++)
                {
                    recorders.Fired(step + 1, part, spikes[parity, thread, part].Step((int)(step - start)));
                }
            }
        }
    }

    private int IndexOf(Population population)
    {
        var index = 0;
        while (plan.Parts[index].Model != population.Model)
        {
            index++;
        }

        return index;
    }

    private Delivery<E> Delivery(Projection projection, Rows<E> rows, int thread)
    {
        var target = IndexOf(projection.Target);
        return new(projection, rows, cells[target], Array.FindIndex(plan.Synapses(plan.Parts[target]), synapse => synapse.Kind == projection.Synapse), plan.Step, thread);
    }

    private CellsPlan Plan(Network.Part part, int index)
    {
        // Streams of random numbers: 0 for noise, 1 for the initial states, from 2 on for the spikes from outside, of which there may be more than streams before the next population's. Those of projections begin higher.
        var (synapses, stream) = (plan.Synapses(part), 256 * (uint)index);
        var noise = part.Noise.Zip(part.WhiteNoise, (each, white) => Math.Sqrt(each * each + white * white / plan.Step)).ToArray();
        return new(
            plan.Seed,
            stream,
            plan.Step,
            synapses,
            OneIfEqual(part.Current),
            noise.All(sd => sd == 0) ? [] : OneIfEqual(noise),
            [.. part.Poisson.Select((poisson, k) => new PoissonInput(
                Array.FindIndex(synapses, synapse => synapse.Kind == poisson.Synapse),
                poisson.Target.Start,
                poisson.Target.End,
                poisson.Weight,
                new(poisson.Rate * plan.Step / 1000),
                new(plan.Seed, k < 254 ? stream + 2 + (uint)k : (1u << 31) + ((uint)index << 16) + (uint)k)))]);
    }

    private static double[] OneIfEqual(double[] values) => values.AsSpan().IndexOfAnyExcept(values[0]) < 0 ? [values[0]] : values;
}

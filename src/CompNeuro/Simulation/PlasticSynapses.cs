using System.Numerics;

namespace CompNeuro.Simulation;

/// <summary>The plastic synapses onto the cells that one thread serves.</summary>
internal sealed unsafe class PlasticSynapses<E>
    where E : unmanaged, IFloatingPointIeee754<E>
{
    private readonly ISynapticPlasticity rule;
    private readonly Rows<E> rows;
    private readonly double step;
    private readonly int thread, delay;
    private readonly Queue<(long Arrival, int Target)> waiting = [];
    private readonly List<(int Source, nint Place)>[] onto;

    public PlasticSynapses(Projection projection, Rows<E> rows, double step, int thread)
    {
        (this.rows, this.step, this.thread, delay) = (rows, step, thread, projection.ShortestDelay(step));
        rule = projection.Plasticity!(projection.Source.Count, projection.Target.Count);
        onto = new List<(int, nint)>[projection.Target.Count];
        for (var source = 0; source < projection.Source.Count; source++)
        {
            ref readonly var chunk = ref rows.Find(source, thread, out var start, out var end);
            for (var k = start; k < end; k++)
            {
                (onto[Target(chunk, k)] ??= []).Add((source, (nint)(chunk.Weights!.Pointer + k)));
            }
        }
    }

    public void Deliver(ReadOnlySpan<int> spikes, int first, long time, E* ring)
    {
        Catch(time);
        foreach (var spike in spikes)
        {
            var source = spike - first;
            rule.PresynapticSpike(source, time * step);
            ref readonly var chunk = ref rows.Find(source, thread, out var start, out var end);
            for (var k = start; k < end; k++)
            {
                var weight = chunk.Weights!.Pointer + k;
                var target = Target(chunk, k);
                *weight = E.CreateChecked(rule.AfterPresynaptic(source, target, double.CreateChecked(*weight), time * step));
                ring[target] += *weight;
            }
        }
    }

    public void Postsynaptic(ReadOnlySpan<int> spikes, Population target, long time)
    {
        foreach (var cell in spikes)
        {
            if (cell >= target.Start && cell < target.End)
            {
                waiting.Enqueue((time + delay, cell - target.Start));
            }
        }
    }

    // The postsynaptic spikes that have arrived by now.
    private void Catch(long time)
    {
        while (waiting.TryPeek(out var spike) && spike.Arrival <= time)
        {
            waiting.Dequeue();
            rule.PostsynapticSpike(spike.Target, spike.Arrival * step);
            foreach (var (source, place) in onto[spike.Target] ?? [])
            {
                *(E*)place = E.CreateChecked(rule.AfterPostsynaptic(source, spike.Target, double.CreateChecked(*(E*)place), spike.Arrival * step));
            }
        }
    }

    private static int Target(in Rows<E>.Chunk chunk, nint k) => chunk.Narrow is null ? chunk.Wide!.Pointer[k] : chunk.Narrow.Pointer[k];
}

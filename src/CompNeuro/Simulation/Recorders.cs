namespace CompNeuro.Simulation;

/// <summary>Keeps what a run is asked to keep.</summary>
internal sealed class Recorders
{
    private readonly NetworkPlan plan;
    private readonly Cells[] cells;
    private readonly int[][] counts;
    private readonly List<(int Part, Raster Raster)> rasters = [];
    private readonly List<(int Part, RateTrace Rate)> rates = [];
    private readonly List<(int Part, StateTraces States, int Every)> states = [];

    public Recorders(NetworkPlan plan, Cells[] cells)
    {
        (this.plan, this.cells) = (plan, cells);
        counts = [.. plan.Parts.Select(part => new int[part.Model.Count])];
        foreach (var record in plan.Record)
        {
            var part = plan.Parts.Select(part => part.Model).ToList().IndexOf(record.Population.Model);
            switch (record)
            {
                case Record.SpikeRecord:
                    rasters.Add((part, new(record.Population, plan.Steps * plan.Step)));
                    break;
                case Record.RateRecord rate:
                    rates.Add((part, new(record.Population, Math.Max(1, Math.Round(rate.Bin / plan.Step)) * plan.Step, plan.Steps * plan.Step)));
                    break;
                case Record.StateRecord state:
                    var every = (int)Math.Max(1, Math.Round((state.Every ?? 0) / plan.Step));
                    states.Add((part, new(record.Population, state.Cells, plan.Parts[part].Model.Variables, (int)(plan.Steps / every) + 1, every * plan.Step), every));
                    break;
            }
        }
    }

    /// <summary>Keeps the states of a thread's cells at the start of a step.</summary>
    public void Sample(long step, int[][] borders, int thread)
    {
        foreach (var (part, traces, every) in states)
        {
            if (step % every == 0)
            {
                traces.Sample((int)(step / every), cells[part], borders[part][thread], borders[part][thread + 1]);
            }
        }
    }

    /// <summary>Keeps the spikes of a step, in the order of the cells.</summary>
    public void Fired(long time, int part, ReadOnlySpan<int> fired)
    {
        foreach (var cell in fired)
        {
            counts[part][cell]++;
        }

        foreach (var (of, raster) in rasters)
        {
            if (of == part)
            {
                raster.Add(time * plan.Step, fired);
            }
        }

        foreach (var (of, rate) in rates)
        {
            if (of == part)
            {
                rate.Add((time - 1) * plan.Step, fired);
            }
        }
    }

    public NetworkRun Result() => new(
        plan.Steps * plan.Step,
        plan.Parts.Select((part, i) => (part.Model, counts[i])).ToDictionary(),
        [.. rasters.Select(raster => raster.Raster)],
        [.. rates.Select(rate => rate.Rate)],
        [.. states.Select(state => state.States)]);
}

using CompNeuro.Dynamics;
using CompNeuro.Figures;

namespace CompNeuro.Notebook.Forms;

/// <summary>A simulation: which model, how long, which variables, how many spikes, and a small picture.</summary>
internal static class SimulationSummary
{
    public static Shown Of<TState>(Simulation<TState> run)
        where TState : unmanaged
    {
        var variables = string.Join("; ", run.Variables.Select(variable => $"{variable.Name} from {Numbers.Of(variable.Values.Min())} to {Numbers.Of(variable.Values.Max())}{(variable.Unit is "" or "1" ? "" : " " + variable.Unit)}"));
        var text = $"{run.Model.GetType().Name}, {Numbers.Of(run.Time[^1] - run.Time[0])} {run.TimeUnit}, {run.Time.Length} samples{Spikes(run)}. {variables}.";
        return new(text, $"<div>{Symbol.Html(text)}</div>{run.Plot().WithAspect(0.4).ToSvg()}");
    }

    private static string Spikes<TState>(Simulation<TState> run)
        where TState : unmanaged =>
        run.Variables.Any(variable => variable is { Name: "V", Unit: "mV" }) ? $", {run.Crossings("V", 0).Length} upward crossings of V = 0 mV" : "";
}

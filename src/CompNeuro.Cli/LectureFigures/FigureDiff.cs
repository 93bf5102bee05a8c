using CompNeuro.Figures;

namespace CompNeuro.Cli.LectureFigures;

/// <summary>Which figures' numbers are others than in the manifest.</summary>
internal sealed record FigureDiff(IReadOnlyList<(string Id, IReadOnlyList<Movement> Movements)> Moved, IReadOnlyList<string> New, IReadOnlyList<string> Gone, int Unmoved)
{
    private const int MostShown = 4;

    internal bool IsEmpty => Moved.Count + New.Count + Gone.Count == 0;

    /// <param name="manifest">The figures as they were accepted.</param>
    /// <param name="run">Those that were run.</param>
    /// <param name="existing">The ids of all figures that the chapters name.</param>
    internal static FigureDiff Between(FigureManifest manifest, IReadOnlyList<RunFigure> run, IReadOnlyCollection<string> existing)
    {
        var known = run.Where(figure => manifest.Fingerprints.ContainsKey(figure.Source.Id))
            .Select(figure => (figure.Source.Id, Movements: Fingerprint.Of(figure.Figure).MovedFrom(manifest.Fingerprints[figure.Source.Id]))).ToList();
        var moved = known.FindAll(figure => figure.Movements.Count > 0);
        return new(
            moved,
            [.. run.Select(figure => figure.Source.Id).Where(id => !manifest.Fingerprints.ContainsKey(id))],
            [.. manifest.Fingerprints.Keys.Except(existing)],
            known.Count - moved.Count);
    }

    internal void Write(Terminal terminal)
    {
        foreach (var (id, movements) in Moved)
        {
            terminal.Warning($"{id} moved:");
            // Of each series the number that moved most, and of those the ones that moved most.
            var shown = movements.GroupBy(movement => movement.Series).Select(series => series.MaxBy(Share)!).OrderByDescending(Share).Take(MostShown).ToList();
            shown.ForEach(movement => terminal.Line($"    {movement}"));
            if (movements.Count > shown.Count)
            {
                terminal.Line($"    and {movements.Count - shown.Count} more {(movements.Count - shown.Count == 1 ? "number" : "numbers")}");
            }
        }
        foreach (var id in New)
        {
            terminal.Warning($"{id} is new.");
        }
        foreach (var id in Gone)
        {
            terminal.Warning($"{id} is gone: no chapter names it.");
        }

        static double Share(Movement movement) => Math.Abs(movement.Is - movement.Was) / Math.Max(Math.Abs(movement.Is), Math.Abs(movement.Was));
    }
}

using System.CommandLine;
using CompNeuro.Cli.LectureFigures;
using CompNeuro.Figures;

namespace CompNeuro.Cli.Commands;

/// <summary><c>figures diff</c>: whose numbers are others than those that somebody accepted.</summary>
internal static class FiguresDiffCommand
{
    internal static Command Create(Terminal terminal)
    {
        var asked = FiguresCommand.Asked();
        var set = FiguresCommand.Set();
        var accept = new Option<bool>("--accept") { Description = "Take the numbers as they are now for the right ones." };
        var command = new Command("diff", "Run figures and say whose numbers are others than in notebooks/figures.json, and by how much. The exit code is 1 if any moved, is new or gone.") { asked, set, accept };
        HelpExamples.Attach(command, HelpExamples.Of("figures diff", "figures diff 1 --set gNa=100", "figures diff --accept"));
        command.SetAction(async (parsed, cancellation) =>
        {
            var course = CourseFolder.Require();
            var selection = FigureSelection.Of(course, parsed.GetValue(asked)!);
            var values = new ParameterValues(parsed.GetValue(set)!, selection);
            if (parsed.GetValue(accept) && !values.IsEmpty)
            {
                throw new UserError("--accept goes with the parameters as the notebooks have them, and not with --set: change them there, and accept that.");
            }
            var manifest = FigureManifest.Read(course);
            var existing = FigureSelection.Of(course, []).Figures.Select(figure => figure.Id).ToList();
            var changed = selection.ChangedBy(values);
            var run = await FigureRun.RunAsync(terminal, changed, values, cancellation);
            var diff = FigureDiff.Between(manifest, run.Figures, existing);
            diff.Write(terminal);
            if (parsed.GetValue(accept))
            {
                var now = run.Figures.ToDictionary(figure => figure.Source.Id, figure => Fingerprint.Of(figure.Figure));
                manifest.Write(existing.Where(id => now.ContainsKey(id) || manifest.Fingerprints.ContainsKey(id)).Select(id => (id, now.GetValueOrDefault(id) ?? manifest.Fingerprints[id])));
            }
            run.Problems.ToList().ForEach(terminal.Failure);
            terminal.Line($"{diff.Moved.Count} moved, {diff.New.Count} new, {diff.Gone.Count} gone, {diff.Unmoved} as they were"
                + (values.IsEmpty ? "" : $", {selection.Figures.Count() - changed.Figures.Count()} do not depend on {string.Join(", ", values.Names)}") + (parsed.GetValue(accept) ? ": accepted." : "."));
            return run.Problems.Count > 0 || (!diff.IsEmpty && !parsed.GetValue(accept)) ? 1 : 0;
        });
        return command;
    }
}

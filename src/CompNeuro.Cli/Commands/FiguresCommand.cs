using System.CommandLine;
using System.Diagnostics;
using System.Text;
using CompNeuro.Cli.LectureFigures;
using CompNeuro.Figures;
using CompNeuro.Grading.Batch;
using Spectre.Console;

namespace CompNeuro.Cli.Commands;

/// <summary><c>figures</c>: the figures of the chapters for a lecture or paper, and what moved in them.</summary>
internal static class FiguresCommand
{
    internal static Command Create(Terminal terminal)
    {
        var command = new Command("figures", "List the figures of the chapters, make files of them, or say whose numbers moved.") { List(terminal), Export(terminal), Diff(terminal) };
        HelpExamples.Attach(command, HelpExamples.Of("figures list 1", "figures export 1 --theme dark --size slide --format png --set gNa=100", "figures diff"));
        return command;
    }

    private static Command List(Terminal terminal)
    {
        var asked = Asked();
        var command = new Command("list", "List figures, and the parameters they depend on. Nothing is run.") { asked };
        HelpExamples.Attach(command, HelpExamples.Of("figures list", "figures list 1 2"));
        command.SetAction(parsed =>
        {
            foreach (var (chapter, figures) in FigureSelection.Of(CourseFolder.Require(), parsed.GetValue(asked)!).Chapters)
            {
                terminal.Line(chapter.Document.Title ?? chapter.Name);
                foreach (var parameter in chapter.Parameters)
                {
                    terminal.Line($"  parameter {ParameterValues.Describe(parameter)}");
                }
                var width = figures.Max(figure => figure.Id.Length);
                foreach (var figure in figures)
                {
                    var parameters = string.Join(", ", chapter.ParametersOf(figure).Select(parameter => parameter.Name));
                    terminal.Line($"  {figure.Id.PadRight(width)}  {figure.Title}{(parameters is "" ? "" : $"  [{parameters}]")}");
                }
            }
        });
        return command;
    }

    private static Command Export(Terminal terminal)
    {
        var asked = Asked();
        var formats = new Option<FigureFormat[]>("--format", "-f") { Description = "What to write: svg, png, pdf (pictures), html (interactive), csv, json (numbers). May be repeated.", HelpName = "FORMAT", DefaultValueFactory = _ => [FigureFormat.Svg], AllowMultipleArgumentsPerToken = true };
        formats.AcceptOnlyFromAmong(Enum.GetNames<FigureFormat>().Select(name => name.ToLowerInvariant()).ToArray());
        var theme = new Option<string>("--theme") { Description = $"The colours: {string.Join(", ", Theme.All.Select(one => one.Name))}.", HelpName = "THEME", DefaultValueFactory = _ => Theme.Light.Name };
        theme.AcceptOnlyFromAmong([.. Theme.All.Select(one => one.Name)]);
        var size = new Option<string>("--size") { Description = $"{string.Join(", ", FigureSize.All.Select(one => one.Name))}, or WIDTHxHEIGHT in pixels. Text is as large as the named place needs.", HelpName = "SIZE", DefaultValueFactory = _ => FigureSize.Page.Name };
        var output = new Option<string>("--output", "-o") { Description = "The folder that the files go to.", HelpName = "DIR", DefaultValueFactory = _ => "figures" };
        var set = Set();
        var browser = new Option<bool>("--browser") { Description = "Let a Chromium on this machine draw the pictures, as the notebook shows them." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Overwrite files that something else wrote, or that were changed since." };
        var command = new Command("export", "Make files of figures: pictures, interactive pages, or their numbers.") { asked, formats, theme, size, output, set, browser, overwrite };
        HelpExamples.Attach(command, HelpExamples.Of(
            "figures export 1 --format pdf --theme print --size column --output paper",
            "figures export 1 --theme dark --size slide --format png --set gNa=100 --output lecture",
            "figures export fig-1-4-action-potential --format csv"));
        command.SetAction(async (parsed, cancellation) =>
        {
            var selection = FigureSelection.Of(CourseFolder.Require(), parsed.GetValue(asked)!);
            var values = new ParameterValues(parsed.GetValue(set)!, selection);
            var wanted = parsed.GetValue(formats)!.Distinct().ToArray();
            var folder = new ExportFolder(parsed.GetValue(output)!);
            if (!parsed.GetValue(overwrite))
            {
                folder.MustNotLose(selection.Figures.SelectMany(figure => wanted.Select(format => FileOf(figure.Id, format))));
            }
            var (look, shape) = (Theme.All.Single(one => one.Name == parsed.GetValue(theme)), Size(parsed.GetValue(size)!));
            await using var pictures = parsed.GetValue(browser) ? await BrowserPictures.StartAsync(shape) : null;
            var clock = Stopwatch.StartNew();
            var run = await FigureRun.RunAsync(terminal, selection, values, cancellation);
            var forms = new FigureForms(look, shape, pictures);
            await ProgressAsync(terminal, "drawing", run.Figures, async figure =>
            {
                var captioned = figure.Captioned;
                foreach (var format in wanted)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var bytes = await forms.MakeAsync(captioned, format);
                    var set = figure.Set.ToDictionary(one => one.Parameter.Name, one => one.Value);
                    folder.Write(new ExportedFile(FileOf(figure.Source.Id, format), figure.Source.Id, captioned.Title, captioned.AltText, look.Name, shape.Name, set, ""), bytes);
                }
            });
            if (wanted.Contains(FigureFormat.Html) && run.Figures.Count > 0)
            {
                WholeFile.Write(folder.PathTo(FigureForms.Script), Encoding.UTF8.GetBytes(PlotlyScript.Text));
            }
            return Summarise(terminal, run, values, $"in {folder.PathTo("")}, {clock.Elapsed.TotalSeconds:0.0} s");
        });
        return command;
    }

    private static Command Diff(Terminal terminal)
    {
        var asked = Asked();
        var set = Set();
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
            var run = await FigureRun.RunAsync(terminal, selection.ChangedBy(values), values, cancellation);
            var diff = FigureDiff.Between(manifest, run.Figures, existing);
            diff.Write(terminal);
            if (parsed.GetValue(accept))
            {
                var now = run.Figures.ToDictionary(figure => figure.Source.Id, figure => Fingerprint.Of(figure.Figure));
                manifest.Write(existing.Where(id => now.ContainsKey(id) || manifest.Fingerprints.ContainsKey(id)).Select(id => (id, now.GetValueOrDefault(id) ?? manifest.Fingerprints[id])));
            }
            var untouched = selection.Figures.Count() - run.Figures.Count;
            run.Problems.ToList().ForEach(terminal.Failure);
            terminal.Line($"{diff.Moved.Count} moved, {diff.New.Count} new, {diff.Gone.Count} gone, {diff.Unmoved} as they were"
                + (values.IsEmpty ? "" : $", {untouched} do not depend on {string.Join(", ", values.Names)}") + (parsed.GetValue(accept) ? ": accepted." : "."));
            return run.Problems.Count > 0 || (!diff.IsEmpty && !parsed.GetValue(accept)) ? 1 : 0;
        });
        return command;
    }

    private static Argument<string[]> Asked() => new("chapter|figure") { Description = "Chapters by number or name, figures by id; everything when nothing is named.", Arity = ArgumentArity.ZeroOrMore };

    private static Option<string[]> Set() => new("--set") { Description = "Run with another value of a parameter; \"figures list\" names them. May be repeated.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };

    private static string FileOf(string id, FigureFormat format) => $"{id}.{format.ToString().ToLowerInvariant()}";

    private static FigureSize Size(string text)
    {
        try
        {
            return FigureSize.Parse(text);
        }
        catch (FormatException problem)
        {
            throw new UserError(problem.Message, problem);
        }
    }

    private static async Task ProgressAsync(Terminal terminal, string what, IReadOnlyList<RunFigure> figures, Func<RunFigure, Task> each)
    {
        async Task All(ProgressTask? bar)
        {
            foreach (var figure in figures)
            {
                await each(figure);
                bar?.Increment(1);
            }
        }

        await (terminal.IsInteractive
            ? terminal.Screen.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
                .StartAsync(bars => All(bars.AddTask(what, maxValue: Math.Max(1, figures.Count))))
            : All(null));
    }

    private static int Summarise(Terminal terminal, FigureRun run, ParameterValues values, string where)
    {
        run.Problems.ToList().ForEach(terminal.Failure);
        if (run.Figures.Count > 0)
        {
            var changed = run.Figures.Count(figure => figure.Set.Count > 0);
            terminal.Success($"{run.Figures.Count} {(run.Figures.Count == 1 ? "figure" : "figures")} {where}"
                + (values.IsEmpty ? "" : $"; {changed} {(changed == 1 ? "depends" : "depend")} on {string.Join(", ", values.Names)}"));
        }
        return run.Problems.Count > 0 ? 1 : 0;
    }
}

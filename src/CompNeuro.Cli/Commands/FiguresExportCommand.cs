using System.CommandLine;
using System.Diagnostics;
using System.Text;
using CompNeuro.Cli.LectureFigures;
using CompNeuro.Figures;
using CompNeuro.Grading.Batch;
using Spectre.Console;

namespace CompNeuro.Cli.Commands;

/// <summary><c>figures export</c>: files of figures in any look, with other parameters where that is asked for.</summary>
internal static class FiguresExportCommand
{
    internal static Command Create(Terminal terminal)
    {
        var asked = FiguresCommand.Asked();
        var formats = new Option<FigureFormat[]>("--format", "-f") { Description = "What to write: svg, png, pdf (pictures), html (interactive), csv, json (numbers). May be repeated.", HelpName = "FORMAT", DefaultValueFactory = _ => [FigureFormat.Svg], AllowMultipleArgumentsPerToken = true };
        formats.AcceptOnlyFromAmong(Enum.GetNames<FigureFormat>().Select(name => name.ToLowerInvariant()).ToArray());
        var theme = new Option<string>("--theme") { Description = $"The colours: {string.Join(", ", Theme.All.Select(one => one.Name))}.", HelpName = "THEME", DefaultValueFactory = _ => Theme.Light.Name };
        theme.AcceptOnlyFromAmong([.. Theme.All.Select(one => one.Name)]);
        var size = new Option<string>("--size") { Description = $"{string.Join(", ", FigureSize.All.Select(one => one.Name))}, or WIDTHxHEIGHT in pixels. Text is as large as the named place needs.", HelpName = "SIZE", DefaultValueFactory = _ => FigureSize.Page.Name };
        var output = new Option<string>("--output", "-o") { Description = "The folder that the files go to.", HelpName = "DIR", DefaultValueFactory = _ => "figures" };
        var set = FiguresCommand.Set();
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
            OutputFolder.MustBeWritable(folder.PathTo(""));
            var (look, shape) = (Theme.All.Single(one => one.Name == parsed.GetValue(theme)), Size(parsed.GetValue(size)!));
            await using var pictures = parsed.GetValue(browser) ? await BrowserPictures.StartAsync(shape) : null;
            var clock = Stopwatch.StartNew();
            var run = await FigureRun.RunAsync(terminal, selection, values, cancellation);
            var forms = new FigureForms(look, shape, pictures);
            await ProgressAsync(terminal, "drawing", run.Figures, async figure =>
            {
                var captioned = figure.Captioned;
                var set = figure.Set.ToDictionary(one => one.Parameter.Name, one => one.Value);
                var files = new List<(ExportedFile, byte[])>();
                foreach (var format in wanted)
                {
                    cancellation.ThrowIfCancellationRequested();
                    files.Add((new ExportedFile(FileOf(captioned.Id, format), captioned.Id, captioned.Title, captioned.AltText, look.Name, shape.Name, set, ""), await forms.MakeAsync(captioned, format)));
                }
                folder.Write(files);
            });
            if (wanted.Contains(FigureFormat.Html) && run.Figures.Count > 0 && !File.Exists(folder.PathTo(FigureForms.Script)))
            {
                WholeFile.Write(folder.PathTo(FigureForms.Script), Encoding.UTF8.GetBytes(PlotlyScript.Text));
            }
            return Summarise(terminal, run, selection.Figures.Count(), values, $"in {folder.PathTo("")}, {clock.Elapsed.TotalSeconds:0.0} s");
        });
        return command;
    }

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

    private static int Summarise(Terminal terminal, FigureRun run, int asked, ParameterValues values, string where)
    {
        run.Problems.ToList().ForEach(terminal.Failure);
        if (run.Figures.Count > 0)
        {
            var changed = run.Figures.Count(figure => figure.Set.Count > 0);
            terminal.Success($"{run.Figures.Count} {(run.Figures.Count == 1 ? "figure" : "figures")} {where}"
                + (values.IsEmpty ? "" : $"; {changed} {(changed == 1 ? "depends" : "depend")} on {string.Join(", ", values.Names)}"));
        }
        if (run.Figures.Count < asked)
        {
            terminal.Line($"{asked - run.Figures.Count} of {asked} could not be made.");
        }
        return run.Problems.Count > 0 ? 1 : 0;
    }
}

using System.CommandLine;
using CompNeuro.Cli.LectureFigures;

namespace CompNeuro.Cli.Commands;

/// <summary><c>figures</c>: the figures of the chapters for a lecture or paper, and what moved in them.</summary>
internal static class FiguresCommand
{
    internal static Command Create(Terminal terminal)
    {
        var command = new Command("figures", "List the figures of the chapters, make files of them, or say whose numbers moved.") { List(terminal), FiguresExportCommand.Create(terminal), FiguresDiffCommand.Create(terminal) };
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

    internal static Argument<string[]> Asked() => new("chapter|figure") { Description = "Chapters by number or name, figures by id; everything when nothing is named.", Arity = ArgumentArity.ZeroOrMore };

    internal static Option<string[]> Set() => new("--set") { Description = "Run with another value of a parameter; \"figures list\" names them. May be repeated.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };
}

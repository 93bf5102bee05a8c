using CompNeuro.Cli.Machine;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Cli.LectureFigures;

/// <summary>What <c>--set NAME=VALUE</c> asks for, checked against the parameters that the chapters declare.</summary>
internal sealed class ParameterValues
{
    private readonly Dictionary<NotebookParameter, string> _literals = [];

    /// <exception cref="UserError">A text is no NAME=VALUE, no chapter has the parameter, or the value does not suit it.</exception>
    internal ParameterValues(IReadOnlyList<string> texts, FigureSelection selection)
    {
        var parameters = selection.Chapters.SelectMany(one => one.Chapter.Parameters.Select(parameter => (one.Chapter, Parameter: parameter))).ToList();
        foreach (var text in texts)
        {
            if (text.Split('=', 2) is not [var name, var value])
            {
                throw new UserError($"--set {text} has no value. Write --set NAME=VALUE, as in --set gNa=100.");
            }
            var named = parameters.Where(one => one.Parameter.Name == name.Trim()).ToList();
            if (named.Count == 0)
            {
                throw new UserError(parameters.Count == 0
                    ? $"There is no parameter {name} to set: {string.Join(", ", selection.Chapters.Select(one => one.Chapter.Name))} declare none."
                    : $"There is no parameter {name}.{Spelling.DidYouMean(name, parameters.Select(one => one.Parameter.Name))} There are:\n{string.Join('\n', parameters.Select(one => $"  {Describe(one.Parameter)}, {one.Chapter.Name}"))}");
            }
            foreach (var (_, parameter) in named)
            {
                try
                {
                    _literals[parameter] = parameter.Literal(value);
                }
                catch (FormatException problem)
                {
                    throw new UserError(problem.Message, problem);
                }
            }
        }
    }

    internal bool IsEmpty => _literals.Count == 0;

    internal IEnumerable<string> Names => _literals.Keys.Select(parameter => parameter.Name).Distinct();

    /// <summary>Those that a figure depends on, with their values.</summary>
    internal IEnumerable<(NotebookParameter Parameter, string Value)> Of(Chapter chapter, FigureSource figure) =>
        chapter.ParametersOf(figure).Where(_literals.ContainsKey).Select(parameter => (parameter, _literals[parameter]));

    internal NotebookDocument In(Chapter chapter) =>
        NotebookParameter.With(chapter.Document, _literals.Where(one => chapter.Parameters.Contains(one.Key)).ToDictionary());

    internal static string Describe(NotebookParameter parameter) =>
        $"{parameter.Name} = {parameter.Value}{(parameter.Comment is "" ? "" : $" ({parameter.Comment})")}";
}

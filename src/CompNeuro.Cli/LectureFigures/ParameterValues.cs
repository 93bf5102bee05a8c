using CompNeuro.Cli.Machine;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Cli.LectureFigures;

/// <summary>What <c>--set NAME=VALUE</c> asks for, checked against the parameters that the chapters declare.</summary>
internal sealed class ParameterValues
{
    private readonly Dictionary<NotebookParameter, (string Literal, string Typed)> _values = [];

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
                    : $"There is no parameter {name}.{Spelling.DidYouMean(name, parameters.Select(one => one.Parameter.Name))} There are:\n{List(parameters)}");
            }
            if (named.Count > 1)
            {
                throw new UserError($"{named[0].Parameter.Name} is a parameter of {named.Count} chapters, which may mean different things by it:\n{List(named)}\nSet it for one of them, as in figures export {named[0].Chapter.Name} --set {text}.");
            }
            var parameter = named[0].Parameter;
            if (_values.ContainsKey(parameter))
            {
                throw new UserError($"--set {parameter.Name} is given twice, and a figure is of one value. Leave one of them out.");
            }
            try
            {
                _values[parameter] = (parameter.Literal(value), value.Trim());
            }
            catch (FormatException problem)
            {
                throw new UserError(problem.Message, problem);
            }
        }
    }

    internal bool IsEmpty => _values.Count == 0;

    internal IEnumerable<string> Names => _values.Keys.Select(parameter => parameter.Name).Distinct();

    /// <summary>Those that a figure depends on, with their values.</summary>
    internal IEnumerable<(NotebookParameter Parameter, string Value)> Of(Chapter chapter, FigureSource figure) =>
        chapter.ParametersOf(figure).Where(_values.ContainsKey).Select(parameter => (parameter, _values[parameter].Typed));

    internal NotebookDocument In(Chapter chapter) =>
        NotebookParameter.With(chapter.Document, _values.Where(one => chapter.Parameters.Contains(one.Key)).ToDictionary(one => one.Key, one => one.Value.Literal));

    private static string List(IEnumerable<(Chapter Chapter, NotebookParameter Parameter)> parameters) =>
        string.Join('\n', parameters.Select(one => $"  {Describe(one.Parameter)}, {one.Chapter.Name}"));

    internal static string Describe(NotebookParameter parameter) =>
        $"{parameter.Name} = {parameter.Value}{(parameter.Comment is "" ? "" : $" ({parameter.Comment})")}";
}

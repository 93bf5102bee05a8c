using CompNeuro.Exercises;

namespace CompNeuro.Grading.Compiling;

/// <summary>
/// A library for the runner in place of what it may not have: the checks, hints and live controls that a notebook calls do nothing there, and an earlier exercise's function can
/// be asked for its right answer.
/// </summary>
internal static class StandIns
{
    public const string Name = "CompNeuro.Grading.StandIns";

    /// <summary>Its C# source.</summary>
    public static string Source { get; } = $$"""
        namespace CompNeuro.Exercises
        {
            {{Each(exercise => $"public delegate {Form(exercise, $"{exercise.Id}Answer")};")}}
            public static class Check { {{Each(exercise => $"public static object {exercise.Id}({exercise.Id}Answer answer, params double[] own) => null;")}} }
            public static class Hint { {{Each(exercise => $"public static object {exercise.Id}(int number) => null;")}} }
            public static class ProgressOfUser { public static object Progress() => null; }
        }
        namespace CompNeuro.Notebook
        {
            public sealed class Control<T> { }
            public static class LiveControls
            {
                public static object Interact<T>(System.Func<T, object> model, Control<T> control) => null;
                public static object Interact<T1, T2>(System.Func<T1, T2, object> model, Control<T1> first, Control<T2> second) => null;
                public static object Interact<T1, T2, T3>(System.Func<T1, T2, T3, object> model, Control<T1> first, Control<T2> second, Control<T3> third) => null;
                public static object Interact<T1, T2, T3, T4>(System.Func<T1, T2, T3, T4, object> model, Control<T1> first, Control<T2> second, Control<T3> third, Control<T4> fourth) => null;
                public static Control<double> Slider(double from, double to, double? start = null, double? step = null, string unit = "") => null;
                public static Control<int> IntSlider(int from, int to, int? start = null, int step = 1, string unit = "") => null;
                public static Control<T> Dropdown<T>(params System.Collections.Generic.IReadOnlyList<T> options) => null;
                public static Control<T> Dropdown<T>(params System.Collections.Generic.IReadOnlyList<(string Label, T Value)> options) => null;
                public static Control<bool> Checkbox(bool start = false) => null;
                public static Control<int> Button(string text) => null;
            }
        }
        namespace CompNeuro.Kernel.Display
        {
            public static class Notebook
            {
                public static object display(object value, params string[] mimeTypes) => value;
                public static object HTML(string html) => html;
                public static object Markdown(string markdown) => markdown;
                public static object LaTeX(string formula) => formula;
                public static object SVG(string svg) => svg;
                public static void ClearOutput(bool wait = false) { }
            }
            public static class DisplayExtensions
            {
                public static object Display(this object value, params string[] mimeTypes) => value;
                public static object DisplayAs(this string text, string mimeType) => text;
            }
        }
        namespace CompNeuro.Grading
        {
            public static class Upstream
            {
                public static System.Func<string, object[], object> Ask;
                {{Each(exercise => $"public static {Form(exercise, exercise.Id)} => ({Keyword(exercise.Signature.Result)})Ask(\"{exercise.Id}\", new object[] {{ {UpstreamFunctions.Arguments(exercise)} }});")}}
            }
        }
        """;

    /// <summary>Result, name and parameters of an exercise's function: <c>double Twice(double x)</c>.</summary>
    public static string Form(Exercise exercise, string name) =>
        $"{Keyword(exercise.Signature.Result)} {name}({string.Join(", ", exercise.Signature.Parameters.Select(parameter => $"{Keyword(parameter.ParameterType)} {parameter.Name}"))})";

    private static string Each(Func<Exercise, string> line) => string.Join("\n", Exercise.All.Select(line));

    private static string Keyword(Type type) => type switch
    {
        { IsArray: true } => $"{Keyword(type.GetElementType()!)}[]",
        _ when type == typeof(double) => "double",
        _ when type == typeof(int) => "int",
        _ when type == typeof(bool) => "bool",
        _ when type == typeof(string) => "string",
        _ => throw new NotSupportedException($"An answer cannot have a {type.Name}."),
    };
}

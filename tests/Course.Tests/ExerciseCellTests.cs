using System.Text.Json.Nodes;
using CompNeuro.Exercises;

namespace Course.Tests;

/// <summary>Every exercise stands in its chapter as a stub and a check; the stubs are reported as missing, and the solutions pass in the same cells.</summary>
public sealed class ExerciseCellTests(ExerciseCellTests.Runs runs) : IClassFixture<ExerciseCellTests.Runs>
{
    public static TheoryData<string> Ids => [.. Exercises.Select(exercise => exercise.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void An_exercise_is_a_task_a_stub_and_a_check(string id)
    {
        var cells = NotebookFormTests.Cells(Notebook(id)).ToList();
        var check = cells.FindIndex(cell => NotebookFormTests.Source(cell) == $"Check.{id}({id})");
        Assert.True(check > 1, $"{Notebook(id)} has no cell Check.{id}({id}).");
        Assert.StartsWith($"**Exercise {Of(id).Number}: ", NotebookFormTests.Source(cells[check - 2]));
        Assert.Matches(@"^(// .+\n)+(.+\n)+    throw new NotImplementedException\(\);$", NotebookFormTests.Source(cells[check - 1]));
        Assert.Contains($"{Signature(id)} =>", string.Join(' ', NotebookFormTests.Source(cells[check - 1]).Split('\n', StringSplitOptions.TrimEntries)).Replace("( ", "("));
    }

    [Theory, MemberData(nameof(Ids))]
    public void A_stub_is_missing(string id) => Assert.StartsWith($"○ {id}: missing", runs.OfStubs(id));

    [Theory, MemberData(nameof(Ids))]
    public void A_solution_passes(string id) => Assert.StartsWith($"✔ {id}: correct", runs.OfSolutions(id));

    /// <summary>Homework has a notebook of its own.</summary>
    private static IEnumerable<Exercise> Exercises => Exercise.All.Where(exercise => !exercise.IsHomework);

    private static Exercise Of(string id) => Exercise.All.Single(exercise => exercise.Id == id);

    private static string Notebook(string id) =>
        Path.GetFileName(Repository.Notebooks.Single(path => Path.GetFileName(path).StartsWith($"{int.Parse(Of(id).Number.Split('.')[0]):00}-", StringComparison.Ordinal)));

    private static string Signature(string id)
    {
        var method = Of(id).AnswerType.GetMethod("Invoke")!;
        return $"{Name(method.ReturnType)} {id}({string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"))})";
    }

    private static string Name(Type type) =>
        type.IsArray ? Name(type.GetElementType()!) + "[]" : type == typeof(double) ? "double" : type == typeof(int) ? "int" : type == typeof(bool) ? "bool" : type == typeof(string) ? "string" : type.Name;

    /// <summary>All exercise cells, run once as they are and once with the solutions in the place of the stubs.</summary>
    public sealed class Runs : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("exercises-");

        public Runs()
        {
            Write("stubs", id => NotebookFormTests.Source(NotebookFormTests.Cells(Notebook(id)).TakeWhile(cell => NotebookFormTests.Source(cell) != $"Check.{id}({id})").Last()));
            Write("solutions", id => ExerciseSolutions.All.GetValueOrDefault(id, $"#error There is no solution of {id} in ExerciseSolutions.cs."));
            ExecutedChapters.Run(["run", PathOf("stubs"), PathOf("solutions"), "--keep-going", "--output", PathOf("") + Path.DirectorySeparatorChar]);
        }

        public string OfStubs(string id) => Verdict("stubs", id);

        public string OfSolutions(string id) => Verdict("solutions", id);

        public void Dispose() => folder.Delete(recursive: true);

        private string PathOf(string name) => Path.Combine(folder.FullName, name is "" ? "executed" : $"{name}.ipynb");

        private string Verdict(string name, string id)
        {
            var cells = JsonNode.Parse(File.ReadAllText(Path.Combine(PathOf(""), $"{name}.ipynb")))!["cells"]!.AsArray();
            var check = cells.Single(cell => NotebookFormTests.Source(cell!) == $"Check.{id}({id})")!;
            var text = ExecutedChapters.Shown(check).FirstOrDefault()?["text/plain"];
            return text is JsonArray lines ? string.Concat(lines.Select(line => (string)line!)) : $"{text ?? check["outputs"]}";
        }

        private void Write(string name, Func<string, string> answer)
        {
            var cells = Exercises.SelectMany(exercise => new[] { answer(exercise.Id), $"Check.{exercise.Id}({exercise.Id})" }).Prepend("#r \"nuget: CompNeuro.Notebook\"");
            var notebook = new JsonObject
            {
                ["cells"] = new JsonArray([.. cells.Select((source, i) => new JsonObject
                {
                    ["cell_type"] = "code", ["id"] = $"cell-{i}", ["metadata"] = new JsonObject(), ["execution_count"] = null, ["outputs"] = new JsonArray(), ["source"] = new JsonArray(source),
                })]),
                ["metadata"] = JsonNode.Parse("""{"kernelspec":{"display_name":"C# (CompNeuro)","language":"C#","name":"compneuro"},"language_info":{"name":"C#"}}"""),
                ["nbformat"] = 4,
                ["nbformat_minor"] = 5,
            };
            File.WriteAllText(PathOf(name), notebook.ToJsonString());
        }
    }
}

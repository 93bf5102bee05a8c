using System.Text.Json.Nodes;
using CompNeuro.Exercises;
using CompNeuro.Grading;
using CompNeuro.Grading.Release;
using CompNeuro.Kernel.Notebooks;

namespace Course.Tests;

/// <summary>What students get is what the worked answers make of it; the answers pass by the student's own command, and what students get is not yet an answer.</summary>
public sealed class HomeworkTests(HomeworkTests.Checks checks) : IClassFixture<HomeworkTests.Checks>
{
    public static TheoryData<string> Names => [.. Directory.GetFiles(Path.Combine(Repository.Root, "solutions"), "*.ipynb").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public void What_students_get_is_made_from_the_solutions_byte_by_byte(string name) =>
        Assert.Equal(HomeworkRelease.Of(NotebookDocument.Load(Solutions(name))).ToJson(), File.ReadAllText(Exercises(name)));

    [Theory, MemberData(nameof(Names))]
    public void Solutions_are_written_as_the_notebook_format_has_it(string name) =>
        Assert.Equal(File.ReadAllText(Solutions(name)), NotebookDocument.Load(Solutions(name)).ToJson());

    [Fact]
    public void There_is_nothing_in_exercises_without_a_source() =>
        Assert.Equal(Names.Select(row => (string)row.Data!), Directory.GetFiles(Path.Combine(Repository.Root, "exercises"), "*.ipynb").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_part_of_a_homework_is_in_one() =>
        Assert.Equal(Exercise.All.Where(exercise => exercise.IsHomework).Select(exercise => exercise.Id), Names.SelectMany(row => Homework.Read(Solutions((string)row.Data!)).Parts).Select(part => part.Exercise.Id));

    [Theory, MemberData(nameof(Names))]
    public void A_part_is_a_task_an_answer_and_a_check_with_its_points(string name)
    {
        var notebook = NotebookDocument.Load(Exercises(name));
        foreach (var part in Homework.Read(Exercises(name)).Parts)
        {
            var check = notebook.Cells.Single(cell => cell.Source.StartsWith($"Check.{part.Exercise.Id}({part.Exercise.Id}", StringComparison.Ordinal));
            var (answer, task) = (notebook.Cells[check.Number - 2], notebook.Cells[check.Number - 3]);
            Assert.StartsWith($"**{part.Exercise.Number}: ", task.Source);
            Assert.Contains($"({part.Exercise.Points} points", task.Source);
            Assert.Matches(@"^(// .+\n)+\S+ \w+\([^)]+\)\n\{\n    throw new NotImplementedException\(\);\n\}$", answer.Source);
            Assert.Equal(part.Exercise.Points, (double)Mark(check)["points"]!);
            Assert.All(part.Exercise.BuildsOn, earlier => Assert.Contains($"uses your `{earlier}`", task.Source));
        }
    }

    /// <summary>What nbgrader's own validation of schema 3 asks for.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Cells_are_marked_as_nbgrader_has_it(string name)
    {
        var marks = NotebookDocument.Load(Exercises(name)).Cells.Select(cell => (Cell: cell, Mark: MarkOf(cell))).Where(one => one.Mark is not null).ToList();
        foreach (var (cell, mark) in marks)
        {
            Assert.Equal(CellKind.Code, cell.Kind);
            Assert.Equal((3, false, cell.Id), ((int)mark!["schema_version"]!, (bool)mark["task"]!, (string)mark["grade_id"]!));
            Assert.Equal((bool)mark["grade"]!, mark["points"] is not null);
            Assert.NotEqual((bool)mark["solution"]!, (bool)mark["locked"]!);
        }

        Assert.Equal(marks.Count, marks.Select(one => (string)one.Mark!["grade_id"]!).Distinct().Count());
    }

    [Theory, MemberData(nameof(Names))]
    public void Cell_ids_are_readable_and_nothing_of_a_run_is_left(string name)
    {
        foreach (var path in new[] { Solutions(name), Exercises(name) })
        {
            var cells = NotebookDocument.Load(path).Cells;
            Assert.All(cells, cell => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", cell.Id));
            Assert.Equal(cells.Count, cells.Select(cell => cell.Id).Distinct().Count());
            Assert.All(cells, cell => Assert.Empty(cell.Outputs));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Solutions_run_clean_from_top_to_bottom(string name)
    {
        var (code, report) = ExecutedChapters.Run(["run", Solutions(name)]);
        Assert.True(code == 0, report);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_worked_answer_passes(string name)
    {
        var (code, report) = checks.Of(Solutions(name));
        Assert.All(Homework.Read(Solutions(name)).Parts, part => Assert.Contains($"{part.Exercise.Number} ✔ {part.Exercise.Id}: correct", report));
        Assert.Contains("Together 30 of 30 points", report);
        Assert.Equal(0, code);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_stub_is_missing(string name)
    {
        var (code, report) = checks.Of(Exercises(name));
        Assert.All(Homework.Read(Exercises(name)).Parts, part => Assert.Contains($"{part.Exercise.Number} ○ {part.Exercise.Id}: not written yet", report));
        Assert.Contains("Together 0 of 30 points", report);
        Assert.Equal(1, code);
    }

    private static JsonObject Mark(NotebookCell cell) => MarkOf(cell)!;

    private static JsonObject? MarkOf(NotebookCell cell)
    {
        var path = cell.Id;
        return Names.SelectMany(row => JsonNode.Parse(File.ReadAllText(Exercises((string)row.Data!)))!["cells"]!.AsArray()).First(one => (string)one!["id"]! == path)!["metadata"]!["nbgrader"] as JsonObject;
    }

    private static string Solutions(string name) => Path.Combine(Repository.Root, "solutions", name);

    private static string Exercises(string name) => Path.Combine(Repository.Root, "exercises", name);

    /// <summary>Each file checked once.</summary>
    public sealed class Checks
    {
        private readonly Dictionary<string, (int, string)> known = [];

        public (int ExitCode, string Report) Of(string path)
        {
            lock (known)
            {
                return known.TryGetValue(path, out var result) ? result : known[path] = ExecutedChapters.Run(["check", path]);
            }
        }
    }
}

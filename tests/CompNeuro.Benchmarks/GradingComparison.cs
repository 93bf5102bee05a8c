using System.Diagnostics;
using CompNeuro.Grading;
using CompNeuro.Grading.Batch;
using CompNeuro.Grading.Judging;
using CompNeuro.Grading.Running;
using CompNeuro.Grading.Submissions;

namespace CompNeuro.Benchmarks;

/// <summary>A class graded in the sandbox and without it: <c>grading [--homework FILE] [--students 100] [--readme]</c>.</summary>
internal static class GradingComparison
{
    private const double Goal = 90;

    public static async Task<int> RunAsync(string[] args)
    {
        var file = Report.Option(args, "--homework", "");
        file = file.Length > 0 ? file : Directory.GetFiles("solutions", "01-*.ipynb").FirstOrDefault() ?? "";
        if (!File.Exists(file))
        {
            Console.Error.WriteLine("There is no homework in solutions/: run this in a clone of the project, or name one with --homework.");
            return 1;
        }

        var homework = Homework.Read(file);
        var students = HomeworkClass.Of(File.ReadAllBytes(file), int.Parse(Report.Option(args, "--students", "100")));
        var submissions = students.Select(student => new Submission(student.Name, $"{student.Name}.ipynb", default, () => new MemoryStream(student.Notebook))).ToList();
        var rows = new List<(string Name, double Seconds)>();
        foreach (var (name, isolation) in new[] { ("in the sandbox", Isolation.Bubblewrap), ("without it", Isolation.None) })
        {
            if (await Grader.CannotAsync(isolation) is { } reason)
            {
                Console.Error.WriteLine($"{name}: left out. {reason}");
                continue;
            }

            var (results, seconds) = await GradeAsync(homework, submissions, isolation);
            rows.Add((name, seconds));
            Console.WriteLine($"{name}: {string.Join(", ", results.SelectMany(result => result.Parts).CountBy(part => (part.Status, part.Outcome)).OrderByDescending(count => count.Value).Select(count => $"{count.Key.Status} {count.Key.Outcome} {count.Value}"))}");
        }

        var table = string.Join('\n', rows.Select(row => $"| {row.Name} | {row.Seconds:0.0} s | {60 * students.Count / row.Seconds:0} | ×{row.Seconds / rows[^1].Seconds:0.00} | {(row == rows[0] ? $"≤ {Goal * students.Count / 100:0} s" : "")} |"));
        Report.Publish(args, "grading", $"| {students.Count} submissions, {homework.Parts.Count} parts each | time | submissions per minute | cost | goal |\n|---|---|---|---|---|\n{table}\n\n{Report.Machine}.");
        return 0;
    }

    private static async Task<(IReadOnlyList<SubmissionResult> Results, double Seconds)> GradeAsync(Homework homework, IReadOnlyList<Submission> submissions, Isolation isolation)
    {
        var folder = Directory.CreateTempSubdirectory("compneuro-benchmark-").FullName;
        try
        {
            var clock = Stopwatch.StartNew();
            await using var grader = new Grader(_ => homework, seed: 1, isolation, Environment.ProcessorCount);
            var results = await new ClassRun(grader, new(folder)).RunAsync(submissions, Environment.ProcessorCount);
            return (results, clock.Elapsed.TotalSeconds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

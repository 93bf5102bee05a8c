using System.Text;
using CompNeuro.Exercises;
using CompNeuro.Grading.Judging;
using CompNeuro.Grading.Running;
using CompNeuro.Grading.Submissions;

[assembly: AssemblyFixture(typeof(CompNeuro.Grading.Tests.Graders))]

namespace CompNeuro.Grading.Tests;

/// <summary>The graders that all tests share, so that each does not start compilers of its own.</summary>
public sealed class Graders : IAsyncLifetime
{
    public const int Seed = 7;

    private readonly string folder = Directory.CreateTempSubdirectory("compneuro-grading-").FullName;
    private Grader? confined;
    private Grader? free;

    internal static Limits Short { get; } = new()
    {
        Cell = TimeSpan.FromSeconds(3), Cells = TimeSpan.FromSeconds(8), Part = TimeSpan.FromSeconds(2), Grace = TimeSpan.FromSeconds(2), Compilation = TimeSpan.FromSeconds(5),
    };

    /// <summary>Why tests that need bubblewrap are skipped; null where it works.</summary>
    public string? Unconfined { get; private set; }

    internal Homework Homework { get; private set; } = null!;

    internal string SolutionsFile => Path.Combine(folder, "01-small.ipynb");

    internal Grader Confined
    {
        get
        {
            Assert.SkipWhen(Unconfined is not null, $"There is no sandbox here. {Unconfined}");
            return confined ??= new(_ => Homework, Seed, Isolation.Bubblewrap, parallel: 2, Short);
        }
    }

    internal Grader Free => free ??= new(_ => Homework, Seed, Isolation.None, parallel: 1, Short);

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(SolutionsFile, Answers.Solutions);
        Homework = Homework.Read(SolutionsFile);
        Environment.SetEnvironmentVariable("COMPNEURO_SECRET", "hunter2");
        Unconfined = await Grader.CannotAsync(Isolation.Bubblewrap);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var grader in new[] { confined, free }.OfType<Grader>())
        {
            await grader.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    internal static Submission Handed(string notebook, string student = "ada") => Handed(Encoding.UTF8.GetBytes(notebook), student);

    internal static Submission Handed(byte[] notebook, string student = "ada") => new(student, $"{student}.ipynb", default, () => new MemoryStream(notebook));

    internal Task<SubmissionResult> GradeAsync(string notebook) => Confined.GradeAsync(Handed(notebook));
}

internal static class Results
{
    public static PartResult Part(this SubmissionResult result, string exercise) => result.Parts.Single(part => part.Exercise == exercise);

    /// <summary>What is not right, for the message of a test that fails.</summary>
    public static string Words(this SubmissionResult result) =>
        $"{result.Status}: {result.Message}\n{string.Join('\n', result.Parts.Select(part => $"{part.Exercise}: {part.Status}, {part.Outcome}, {part.Points} of {part.PossiblePoints}: {part.Message} {part.Example}"))}";

    public static void AllRightBut(this SubmissionResult result, params string[] exercises) =>
        Assert.True(result.Parts.All(part => part.Outcome is Outcome.Correct != exercises.Contains(part.Exercise)), result.Words());
}

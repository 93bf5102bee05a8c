using CompNeuro;
using CompNeuro.Exercises;
using CompNeuro.Figures;
using CompNeuro.Kernel;
using CompNeuro.Notebook;
using PublicApiGenerator;

namespace Course.Tests;

/// <summary>
/// What others can call, as committed text: a change to it is seen in review. After an intended change run the tests once with
/// <c>ACCEPT_PUBLIC_API=1</c> and commit what they write.
/// </summary>
public sealed class PublicApiTests
{
    public static TheoryData<Type> Libraries => [typeof(UnitAttribute), typeof(Figure), typeof(Verdict), typeof(NotebookFormatters), typeof(IEngine)];

    [Theory, MemberData(nameof(Libraries))]
    public void Is_as_committed(Type inLibrary)
    {
        var name = inLibrary.Assembly.GetName().Name!;
        var committed = Path.Combine(Repository.Root, "tests", "Course.Tests", "PublicApi", $"{name}.txt");
        var api = inLibrary.Assembly.GeneratePublicApi(new() { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("ACCEPT_PUBLIC_API") == "1")
        {
            File.WriteAllText(committed, api);
        }

        Assert.True(File.Exists(committed), $"There is no snapshot of the public API of {name} yet: run the tests with ACCEPT_PUBLIC_API=1 and commit it.");
        Assert.Equal(File.ReadAllText(committed).ReplaceLineEndings("\n"), api);
    }
}

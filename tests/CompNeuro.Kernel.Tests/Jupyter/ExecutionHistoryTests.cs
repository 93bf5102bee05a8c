using CompNeuro.Kernel.Jupyter;
using CsCheck;

namespace CompNeuro.Kernel.Tests.Jupyter;

public sealed class ExecutionHistoryTests : IDisposable
{
    private readonly string directory = Path.Combine(Directory.CreateTempSubdirectory("compneuro-history-").FullName, "history");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(directory)!, recursive: true);

    [Fact]
    public void ALaterSessionRemembersTheEarlierOnes()
    {
        Open().Add(1, "a\nb \"ψ🧠\"", "1");
        var second = Open();
        second.Add(1, "c", null);
        HistoryEntry[] expected = [new(1, 1, "a\nb \"ψ🧠\"", "1"), new(2, 1, "c", null)];
        Assert.Equal(expected, second.Tail(10));
        Assert.Equal(expected, Open().Tail(10));
        Assert.Equal(expected[..1], second.Range(-1, 0, null));
        Assert.Equal(expected[..1], second.Range(1, 1, 2));
        Assert.Equal(expected[1..], second.Range(0, 0, null));
    }

    [Fact]
    public void KernelsThatRunAtTheSameTimeNeverMix()
    {
        Parallel.For(0, 8, kernel =>
        {
            var history = Open();
            for (var line = 1; line <= 25; line++)
            {
                history.Add(line, $"kernel {kernel} line {line}", null);
            }
        });
        var all = Open().Tail(1000);
        Assert.Equal(200, all.Count);
        Assert.All(all.GroupBy(entry => entry.Session), session =>
        {
            Assert.Equal(Enumerable.Range(1, 25), session.Select(entry => entry.Line));
            Assert.Single(session.Select(entry => entry.Input.Split(" line")[0]).Distinct());
        });
    }

    [Fact]
    public void ALineThatWasCutOffIsSkipped()
    {
        Open().Add(1, "whole", null);
        File.AppendAllText(Directory.GetFiles(directory)[0], "[2,\"hal");
        Assert.Equal("whole", Assert.Single(Open().Tail(10)).Input);
    }

    [Fact]
    public void OldSessionsAreForgotten()
    {
        Directory.CreateDirectory(directory);
        for (var session = 1; session <= ExecutionHistory.RememberedSessions + 5; session++)
        {
            File.WriteAllText(Path.Combine(directory, $"{session:D6}.jsonl"), $"[1,\"{session}\",null]\n");
        }

        var history = Open();
        history.Add(1, "now", null);
        Assert.Equal(ExecutionHistory.RememberedSessions, Directory.GetFiles(directory).Length);
        Assert.Equal("now", history.Tail(1)[0].Input);
    }

    [Fact]
    public void WithoutAPlaceToWriteTheHistoryIsKeptInMemory()
    {
        File.WriteAllText(directory, "a file where the directory should be");
        List<string> log = [];
        var history = new ExecutionHistory(directory, log.Add);
        history.Add(1, "a", null);
        history.Add(2, "b", null);
        Assert.Equal(["a", "b"], history.Tail(5).Select(entry => entry.Input));
        Assert.Contains("in memory only", Assert.Single(log), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*", "anything\nat all", true)]
    [InlineData("a*c", "abc", true)]
    [InlineData("a*c", "abcd", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("x[0-9]", "x7", true)]
    [InlineData("x[0-9]", "xy", false)]
    [InlineData("x[", "x[", true)]
    [InlineData("1+1", "1+1", true)]
    [InlineData("(.)\\", "(.)\\", true)]
    public void SearchUnderstandsGlobs(string pattern, string input, bool found)
    {
        var history = Open();
        history.Add(1, input, null);
        Assert.Equal(found, history.Search(pattern, null, unique: false).Count == 1);
    }

    [Fact]
    public void SearchGivesTheLastOnesAndOnceEachWhenUnique()
    {
        var history = Open();
        foreach (var (input, line) in new[] { "x1", "y", "x2", "x1" }.Select((input, index) => (input, index + 1)))
        {
            history.Add(line, input, null);
        }

        Assert.Equal([3, 4], history.Search("x*", 2, unique: false).Select(entry => entry.Line));
        Assert.Equal([3, 4], history.Search("x*", null, unique: true).Select(entry => entry.Line));
    }

    [Fact]
    public void AnyTextComesBackAsItWas() => Gen.String.Sample(
        text =>
        {
            var path = Path.Combine(directory, Guid.NewGuid().ToString("N"));
            var valid = new string([.. text.Where(character => !char.IsSurrogate(character))]);
            new ExecutionHistory(path, _ => { }).Add(1, valid, valid);
            Assert.Equal([new(1, 1, valid, valid)], new ExecutionHistory(path, _ => { }).Tail(5));
        },
        iter: 200);

    private ExecutionHistory Open() => new(directory, problem => Assert.Fail(problem));
}

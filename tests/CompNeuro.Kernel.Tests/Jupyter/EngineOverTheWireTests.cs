using CompNeuro.Kernel.Jupyter;

namespace CompNeuro.Kernel.Tests.Jupyter;

/// <summary>The real engine behind the protocol.</summary>
public sealed class EngineOverTheWireTests
{
    [Fact]
    public void CellsSeeTheVariablesOfEarlierOnes()
    {
        using var frontEnd = Start();
        frontEnd.Execute("var x = 20;");
        var published = frontEnd.Execute("Console.WriteLine(x);\nx + 22").Published;
        Assert.Equal(["execute_input", "stream", "execute_result"], published.Select(message => message.Type));
        Assert.Equal(("20\n", "42"), (published[1].Text("text"), (string?)published[2].Content["data"]!["text/plain"]));
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("while (true) Console.WriteLine(1);")]
    [InlineData("while (true) Console.Error.Write('x');")]
    [InlineData("System.Threading.Thread.Sleep(60_000);")]
    [InlineData("await System.Threading.Tasks.Task.Delay(60_000);")]
    [InlineData("Console.ReadLine()")]
    public void AnInterruptedCellLeavesAKernelThatWorks(string code)
    {
        using var frontEnd = Start();
        for (var round = 1; round <= 2; round++)
        {
            var id = frontEnd.SendExecute($"Console.WriteLine(\"started\");\n{code}");
            while (frontEnd.Receive(JupyterChannel.IOPub).Type != "stream")
            {
            }

            frontEnd.Request("interrupt_request", channel: JupyterChannel.Control);
            var reply = frontEnd.Receive();
            Assert.Equal((id, "Interrupted"), (reply.ParentId, reply.Text("ename")));
            Assert.Contains(frontEnd.Execute("Console.Write(\"alive\"); Console.Error.Write(\"alive\");").Published, message => message.Type == "stream");
        }
    }

    [Fact]
    public void ATracebackPointsAtTheLine()
    {
        using var frontEnd = Start();
        var reply = frontEnd.Execute("var a = 1;\nthrow new InvalidOperationException(\"boom\");").Reply;
        Assert.Equal("boom", reply.Text("evalue"));
        Assert.Contains(reply.Content["traceback"]!.AsArray(), line => ((string)line!).Contains("line 2", StringComparison.Ordinal));
    }

    private static FrontEnd Start() => new(create: () => new CompNeuro.Kernel.Engine([]));
}

namespace CompNeuro.Kernel.Tests.Engine;

[Collection("interrupts")]
public sealed class InterruptTests : IDisposable
{
    private readonly Notebook notebook = new();

    public void Dispose() => notebook.Dispose();

    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("Thread.Sleep(Timeout.Infinite);")]
    [InlineData("await Task.Delay(Timeout.Infinite);")]
    [InlineData("Task.Delay(Timeout.Infinite).Wait();")]
    [InlineData("var gate = new object(); lock (gate) Monitor.Wait(gate);")]
    [InlineData("Parallel.For(0, int.MaxValue, i => Thread.SpinWait(10));")]
    [InlineData("while (true) { try { Thread.Sleep(1); } catch (Exception) { } }")]
    [InlineData("while (true) await Task.Yield();")]
    [InlineData("while (true) { try { await Task.Delay(1); } catch { } }")]
    [InlineData("var sum = 0.0; void Loop() { for (;;) sum += 1; } Loop();")]
    [InlineData("Enumerable.Range(0, int.MaxValue).Sum(x => (long)Math.Sqrt(x)) + Enumerable.Repeat(1, int.MaxValue).Sum(x => (long)x) * Enumerable.Range(0, int.MaxValue).Count(x => x % 3 == 5)")]
    [InlineData("for (;;) Console.WriteLine(1);")]
    [InlineData("IEnumerable<int> Endless() { while (true) { Thread.Sleep(1); if (DateTime.Now.Year < 0) yield return 1; } } Endless()")]
    public async Task Whatever_a_cell_does_it_stops_and_the_next_one_runs(string code)
    {
        await notebook.Value("var before = 3; bool started = false;");
        var run = notebook.Run("var during = 4; started = true; Console.Write('>');\n" + code);
        while (!notebook.Last.Output.StartsWith('>'))
        {
            await Task.Delay(5);
        }

        Assert.True(await notebook.Engine.InterruptAsync());
        var result = await run;
        Assert.Equal(CellStatus.Interrupted, result.Status);
        Assert.Equal("7", await notebook.Value("before + during"));
    }

    [Fact]
    public async Task A_cell_that_cannot_be_stopped_is_reported()
    {
        const string Enough = "CompNeuro.Kernel.Tests.Enough";
        var run = notebook.Run($"Console.Write('>'); try {{ throw new Exception(); }} catch {{ while (!AppContext.TryGetSwitch(\"{Enough}\", out var enough)) {{ }} }}");
        while (notebook.Last.Output.Length == 0)
        {
            await Task.Delay(5);
        }

        Assert.False(await notebook.Engine.InterruptAsync());
        AppContext.SetSwitch(Enough, true);
        await run;
    }

    [Fact]
    public async Task Nothing_to_interrupt_is_fine()
    {
        await notebook.Value("1");
        Assert.True(await notebook.Engine.InterruptAsync());
        Assert.Equal("2", await notebook.Value("2"));
    }
}

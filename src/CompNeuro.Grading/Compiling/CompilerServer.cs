using System.Collections.Concurrent;
using System.Text.Json;

namespace CompNeuro.Grading.Compiling;

/// <summary>The process that compiles submissions for the judge: what a hostile source does to a compiler, it does to this process.</summary>
internal static class CompilerServer
{
    /// <summary>How the line starts that names the cell which is being compiled.</summary>
    public const string Begun = "> ";

    private const int StackSize = 16 << 20;

    /// <summary>Serves until the judge closes its end or is gone.</summary>
    public static int Run()
    {
        var (input, output) = Kernel.Notebooks.StandardStreams.TakeAway();
        var requests = new BlockingCollection<SourceCode>();
        var thread = new Thread(() => Serve(requests, output), StackSize) { IsBackground = true, Name = "Compiler" };
        thread.Start();
        using var reader = new StreamReader(input);
        while (reader.ReadLine() is { } line)
        {
            requests.Add(JsonSerializer.Deserialize<SourceCode>(line)!);
        }

        return 0;
    }

    private static void Serve(BlockingCollection<SourceCode> requests, Stream output)
    {
        var compiler = new CellCompiler();
        compiler.Compile(new([new("warm-up", null, "var x = Enumerable.Range(0, 3).Select(i => 0.5 * i).ToArray(); double F(double y) => y < 1 ? 1 : F(y - 1); F(3)", Given: false)], ["NernstPotential"], []));
        using var writer = new StreamWriter(output) { AutoFlush = true, NewLine = "\n" };
        writer.WriteLine("ready");
        foreach (var request in requests.GetConsumingEnumerable())
        {
            writer.WriteLine(JsonSerializer.Serialize(compiler.Compile(request, cell => writer.WriteLine(Begun + cell))));
        }
    }
}

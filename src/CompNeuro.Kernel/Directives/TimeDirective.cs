using System.Diagnostics;

namespace CompNeuro.Kernel.Directives;

/// <summary><c>#!time</c>: prints how long the cell ran.</summary>
internal sealed class TimeDirective : IDirective
{
    public string Name => "time";

    public string Summary => "prints how long the cell ran";

    public Action<CellStatus>? Begin(string arguments, ICellOutput output)
    {
        var clock = Stopwatch.StartNew();
        return _ => output.Write(StreamName.StandardOutput, $"Time: {Readable(clock.Elapsed)}\n");
    }

    private static string Readable(TimeSpan time) => time.TotalSeconds >= 1 ? $"{time.TotalSeconds:0.00} s" : $"{time.TotalMilliseconds:0.0} ms";
}

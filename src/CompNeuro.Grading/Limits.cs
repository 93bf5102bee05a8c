namespace CompNeuro.Grading;

/// <summary>How much of everything a submission may take. Times are processor time, which is the same on a busy machine.</summary>
public sealed record Limits
{
    /// <summary>The largest notebook that is read. A homework with its figures is some 100 KB.</summary>
    public long NotebookBytes { get; init; } = 10 << 20;

    /// <summary>The most characters of code.</summary>
    public int SourceCharacters { get; init; } = 400_000;

    /// <summary>The most that all cells may compile to. Some lines of constants can make many megabytes.</summary>
    public int CompiledBytes { get; init; } = 8 << 20;

    public TimeSpan Compilation { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>By the clock. A compiler does not sleep: one that takes so long had no processor, whatever it compiles.</summary>
    public TimeSpan CompilationByTheClock => 10 * Compilation;

    /// <summary>For one cell.</summary>
    public TimeSpan Cell { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>For all cells together.</summary>
    public TimeSpan Cells { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For all cases of one graded part.</summary>
    public TimeSpan Part { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>For everything that is run of a submission, again and again after parts that ended their runner. An honest one takes some seconds.</summary>
    public TimeSpan Submission { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many times longer cells, parts and all may take by the clock. What sleeps is ended by it.</summary>
    public int Patience { get; init; } = 4;

    internal TimeSpan ByTheClock(TimeSpan limit) => Patience * limit;

    /// <summary>Beyond that, by the clock: what the runner itself may take.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most that a submission may print, in bytes of what reaches the judge.</summary>
    public int OutputBytes { get; init; } = 1 << 20;

    /// <summary>
    /// How often the cells of a submission may call right answers to earlier parts, of which each takes the way to the judge and back. A figure may want more, and has no bearing
    /// on a mark: its cell is stopped then.
    /// </summary>
    public int UpstreamCallsOfCells { get; init; } = 1_000;

    /// <summary>How often an answer may.</summary>
    public int UpstreamCalls { get; init; } = 200_000;

    /// <summary>For a part that calls right answers to earlier ones.</summary>
    public TimeSpan PartWithUpstream => 3 * Part;
}
